import { canonicalZone, knownZones } from './time-zone.ts';

/** What a person's words for a time zone may mean: one zone, several to choose from, or `near` misses of a name. */
export type ZoneMeaning =
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'several'; readonly zones: readonly string[] }
  | { readonly kind: 'unknown'; readonly near: readonly string[] };

/**
 * Abbreviations and large countries, each with the zones that people mean by it. Where a summer-time zone stands alone
 * the abbreviation means that place whatever the season: "EDT" in winter is still New York.
 */
const ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  est: ['America/New_York', 'America/Toronto', 'America/Panama'],
  edt: ['America/New_York', 'America/Toronto'],
  et: ['America/New_York', 'America/Toronto'],
  eastern: ['America/New_York', 'America/Toronto'],
  cst: ['America/Chicago', 'America/Mexico_City', 'Asia/Shanghai', 'America/Havana'],
  cdt: ['America/Chicago', 'America/Winnipeg', 'America/Havana'],
  ct: ['America/Chicago', 'America/Winnipeg'],
  central: ['America/Chicago', 'America/Winnipeg'],
  mst: ['America/Denver', 'America/Phoenix', 'America/Edmonton'],
  mdt: ['America/Denver', 'America/Edmonton'],
  mt: ['America/Denver', 'America/Phoenix', 'America/Edmonton'],
  mountain: ['America/Denver', 'America/Phoenix', 'America/Edmonton'],
  pst: ['America/Los_Angeles', 'America/Vancouver', 'Asia/Manila'],
  pdt: ['America/Los_Angeles', 'America/Vancouver'],
  pt: ['America/Los_Angeles', 'America/Vancouver'],
  pacific: ['America/Los_Angeles', 'America/Vancouver'],
  ast: ['America/Halifax', 'America/Puerto_Rico', 'Asia/Riyadh'],
  adt: ['America/Halifax', 'Atlantic/Bermuda'],
  akst: ['America/Anchorage'],
  akdt: ['America/Anchorage'],
  hst: ['Pacific/Honolulu'],
  brt: ['America/Sao_Paulo'],
  art: ['America/Argentina/Buenos_Aires'],
  bst: ['Europe/London', 'Asia/Dhaka'],
  ist: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  wet: ['Europe/Lisbon', 'Atlantic/Canary'],
  west: ['Europe/Lisbon', 'Atlantic/Canary'],
  cet: ['Europe/Berlin', 'Europe/Paris', 'Europe/Madrid', 'Europe/Rome', 'Europe/Warsaw'],
  cest: ['Europe/Berlin', 'Europe/Paris', 'Europe/Madrid', 'Europe/Rome', 'Europe/Warsaw'],
  mez: ['Europe/Berlin', 'Europe/Vienna', 'Europe/Zurich'],
  mesz: ['Europe/Berlin', 'Europe/Vienna', 'Europe/Zurich'],
  met: ['Europe/Berlin', 'Europe/Paris', 'Europe/Madrid', 'Europe/Rome'],
  eet: ['Europe/Athens', 'Europe/Helsinki', 'Europe/Kyiv', 'Europe/Bucharest', 'Africa/Cairo'],
  eest: ['Europe/Athens', 'Europe/Helsinki', 'Europe/Kyiv', 'Europe/Bucharest', 'Africa/Cairo'],
  msk: ['Europe/Moscow'],
  gst: ['Asia/Dubai', 'Atlantic/South_Georgia'],
  pkt: ['Asia/Karachi'],
  ict: ['Asia/Bangkok', 'Asia/Ho_Chi_Minh'],
  wib: ['Asia/Jakarta'],
  sgt: ['Asia/Singapore'],
  hkt: ['Asia/Hong_Kong'],
  sst: ['Asia/Singapore', 'Pacific/Pago_Pago'],
  jst: ['Asia/Tokyo'],
  kst: ['Asia/Seoul'],
  awst: ['Australia/Perth'],
  acst: ['Australia/Adelaide', 'Australia/Darwin'],
  aest: ['Australia/Sydney', 'Australia/Melbourne', 'Australia/Brisbane'],
  aedt: ['Australia/Sydney', 'Australia/Melbourne'],
  nzst: ['Pacific/Auckland'],
  nzdt: ['Pacific/Auckland'],
  usa: ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
  canada: ['America/Toronto', 'America/Winnipeg', 'America/Edmonton', 'America/Vancouver', 'America/Halifax'],
  brazil: ['America/Sao_Paulo', 'America/Manaus', 'America/Recife'],
  mexico: ['America/Mexico_City', 'America/Tijuana', 'America/Cancun'],
  australia: ['Australia/Sydney', 'Australia/Brisbane', 'Australia/Adelaide', 'Australia/Perth'],
  russia: ['Europe/Moscow', 'Asia/Yekaterinburg', 'Asia/Novosibirsk', 'Asia/Vladivostok'],
  indonesia: ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'],
  'san juan': ['America/Puerto_Rico', 'America/Argentina/San_Juan'],
  portland: ['America/Los_Angeles', 'America/New_York'],
  birmingham: ['Europe/London', 'America/Chicago'],
  cambridge: ['Europe/London', 'America/New_York'],
};

/** Places that the tz database does not name: large cities and countries with one zone. */
const PLACES: Readonly<Record<string, string>> = {
  'Europe/Amsterdam': 'netherlands,the netherlands,holland,rotterdam,the hague,utrecht,eindhoven,delft',
  'Europe/Athens': 'greece',
  'Europe/Berlin': 'germany,munich,hamburg,cologne,frankfurt,stuttgart,leipzig,dresden,heidelberg,tubingen,karlsruhe',
  'Europe/Brussels': 'belgium,ghent,leuven,antwerp',
  'Europe/Copenhagen': 'denmark,aarhus',
  'Europe/Dublin': 'ireland',
  'Europe/Helsinki': 'finland,espoo',
  'Europe/Istanbul': 'turkey,ankara',
  'Europe/Kyiv': 'ukraine,lviv',
  'Europe/Lisbon': 'portugal,porto',
  'Europe/London': 'uk,united kingdom,england,britain,scotland,wales,edinburgh,oxford,manchester,glasgow,bristol',
  'Europe/Madrid': 'spain,barcelona,valencia,seville',
  'Europe/Oslo': 'norway,bergen,trondheim',
  'Europe/Paris': 'france,lyon,grenoble,toulouse,marseille',
  'Europe/Prague': 'czechia,brno',
  'Europe/Rome': 'italy,milan,turin,trento,bologna',
  'Europe/Stockholm': 'sweden,gothenburg,uppsala,linkoping',
  'Europe/Vienna': 'austria,graz,linz',
  'Europe/Warsaw': 'poland,krakow,wroclaw',
  'Europe/Zurich': 'switzerland,geneva,lausanne,basel,bern',
  'America/New_York':
    'new york city,boston,washington,washington dc,philadelphia,pittsburgh,atlanta,miami,baltimore,nyc,princeton,ithaca',
  'America/Chicago': 'austin,dallas,houston,minneapolis,madison,nashville,new orleans',
  'America/Denver': 'boulder,salt lake city',
  'America/Los_Angeles': 'san francisco,seattle,berkeley,stanford,palo alto,san diego,san jose,las vegas,mountain view',
  'America/Toronto': 'montreal,ottawa,waterloo,quebec',
  'America/Edmonton': 'calgary',
  'America/Sao_Paulo': 'rio de janeiro,rio,brasilia,campinas,belo horizonte',
  'Asia/Dubai': 'abu dhabi,uae',
  'Asia/Ho_Chi_Minh': 'vietnam,hanoi',
  'Asia/Jerusalem': 'israel,tel aviv,haifa',
  'Asia/Kolkata': 'india,mumbai,delhi,new delhi,bangalore,bengaluru,chennai,hyderabad,pune',
  'Asia/Manila': 'philippines',
  'Asia/Riyadh': 'saudi arabia,jeddah,thuwal',
  'Asia/Seoul': 'korea,south korea,daejeon',
  'Asia/Shanghai': 'china,beijing,shenzhen,hangzhou,guangzhou,nanjing,wuhan',
  'Asia/Taipei': 'taiwan',
  'Asia/Tokyo': 'japan,osaka,kyoto',
  'Australia/Sydney': 'canberra',
  'Pacific/Auckland': 'new zealand,wellington',
};

const CITIES = cities();

/** The zone that words such as "berlin", "São Paulo", "utc+2", "america/new york" or "EST" name. */
export function findZone(words: string): ZoneMeaning {
  const key = placeKey(words);
  const several = ABBREVIATIONS[key];
  if (several) return several.length === 1 ? { kind: 'zone', zone: several[0]! } : { kind: 'several', zones: several };
  if (key === 'z') return { kind: 'zone', zone: 'UTC' };
  const zone =
    canonicalZone(
      unaccented(words)
        .replace(/\s*([+-])\s*(?=\d)/, '$1')
        .replace(/\s+/g, '_'),
    ) ?? CITIES.get(key);
  return zone === undefined ? { kind: 'unknown', near: nearby(words) } : { kind: 'zone', zone };
}

/** The longest name in words: "rio de janeiro", "america/port of spain". */
export const LONGEST_ZONE_NAME = 4;

function cities(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const zone of knownZones()) found.set(placeKey(cityOf(zone)), zone);
  for (const old of ['Asia/Calcutta', 'Asia/Saigon', 'Asia/Katmandu', 'Europe/Kiev', 'Asia/Rangoon'])
    found.set(placeKey(cityOf(old)), canonicalZone(old)!);
  for (const [zone, places] of Object.entries(PLACES)) for (const place of places.split(',')) found.set(place, zone);
  return found;
}

/** Zones whose city is what was meant by "Eurpoe/Berlin" or "Europe/Berln": the same city, else one or two letters off. */
function nearby(words: string): string[] {
  const slash = words.lastIndexOf('/');
  if (slash < 0) return [];
  const city = placeKey(words.slice(slash + 1));
  const same = CITIES.get(city);
  if (same !== undefined) return [same];
  const most = city.length < 6 ? 1 : 2;
  const alike = [...new Set(CITIES.values())].filter((zone) => Math.abs(cityOf(zone).length - city.length) <= most);
  const zones = alike.map((zone) => ({ zone, away: edits(placeKey(cityOf(zone)), city) }));
  const close = zones.filter(({ away }) => away <= most).sort((a, b) => a.away - b.away);
  return close.slice(0, 4).map(({ zone }) => zone);
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1);
}

function placeKey(words: string): string {
  return unaccented(words)
    .toLowerCase()
    .replace(/[\s_.-]+/g, ' ')
    .trim();
}

function unaccented(words: string): string {
  return words.normalize('NFKD').replace(/\p{M}/gu, '').trim();
}

/** Levenshtein's distance. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
