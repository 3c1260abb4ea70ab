const WORDS: Record<string, string> = {
  aeroplane: 'airplane',
  ageing: 'aging',
  aluminium: 'aluminum',
  analogue: 'analog',
  artefact: 'artifact',
  catalogue: 'catalog',
  cheque: 'check',
  defence: 'defense',
  dialogue: 'dialog',
  disc: 'disk',
  fulfil: 'fulfill',
  grey: 'gray',
  judgement: 'judgment',
  licence: 'license',
  manoeuvre: 'maneuver',
  mould: 'mold',
  offence: 'offense',
  plough: 'plow',
  practise: 'practice',
  programme: 'program',
  sceptic: 'skeptic',
  storey: 'story',
  sulphur: 'sulfur',
  tyre: 'tire',
};

const OUR =
  /^(arm|behavi|col|end?eav|fav|flav|harb|hon|hum|lab|neighb|rum|tum|val|vap|vig)our(?=$|s|ed|ing|able|al|hood|ite|ful|less|ist|er)/;
const ISE =
  /([a-z]{3,}?)(?<!prom|prec|conc|adv|superv|rev|exerc|surpr|comprom|enterpr|dev|excerc|prem|expert|no|ra|advert|paraphra|pa|w|televi|improv|disgu)is(e|es|ed|er|ers|ing|ation|ations)$/;
const DOUBLED =
  /^(cancel|channel|control|fuel|label|level|model|parallel|signal|total|travel|tunnel|unravel|equal|dial|compel|excel|propel|initial)l(ed|ing|er|ers)$/;
const RE = /^(cent|fib|lit|met|mit|theat|kilomet|millimet|nanomet)re(s|d)?$/;
const STAYS_DOUBLED = /^(control|compel|excel|propel)l/;

/**
 * A lower-case word in American spelling, so that "generalisation" and "generalization", "behaviour" and "behavior",
 * "modelling" and "modeling" are one term. Goes by the endings; needs no dictionary and may map a rare word
 * to a spelling that nobody uses, which does no harm as texts and queries are mapped alike.
 */
export function americanSpelling(word: string): string {
  if (word.length < 4) return word;
  const singular = word.endsWith('s') ? word.slice(0, -1) : word;
  const known = WORDS[singular];
  if (known !== undefined && Object.hasOwn(WORDS, singular)) return singular === word ? known : `${known}s`;
  let mapped = word;
  if (word.includes('our')) mapped = mapped.replace(OUR, '$1or');
  if (word.includes('is') && word.length > 6) mapped = mapped.replace(ISE, '$1iz$2');
  if (word.includes('ys')) mapped = mapped.replace(/(anal|cata|dial|paral|hydrol)ys(e|ed|ing|er|ers)$/, '$1yz$2');
  if (word.includes('ll') && !STAYS_DOUBLED.test(word)) mapped = mapped.replace(DOUBLED, '$1$2');
  if (word.includes('re')) mapped = mapped.replace(RE, '$1er$2');
  if (word.includes('ae')) mapped = mapped.replace(/^(an|pal|h)ae(?=[a-z]{3})/, '$1e');
  return mapped;
}
