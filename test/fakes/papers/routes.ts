export type Service = 'hugging-face' | 'arxiv';

/** A request that the services would answer. */
export type Call =
  | { readonly service: 'hugging-face'; readonly kind: 'day'; readonly day: string; readonly page: number }
  | { readonly service: 'hugging-face'; readonly kind: 'paper'; readonly id: string }
  | { readonly service: 'arxiv'; readonly kind: 'feed'; readonly categories: string }
  | {
      readonly service: 'arxiv';
      readonly kind: 'query';
      readonly query: string;
      readonly categories: readonly string[];
      /** Both as arXiv writes minutes: "202602260000". */
      readonly from: string;
      readonly to: string;
      readonly start: number;
      readonly count: number;
    };

const QUERY = /^\((cat:[\w.-]+(?: OR cat:[\w.-]+)*)\) AND submittedDate:\[(\d{12}) TO (\d{12})\]$/;
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  '/api/daily_papers': ['date', 'p'],
  '/api/query': ['search_query', 'start', 'max_results', 'sortBy', 'sortOrder'],
};

/** @returns what is wrong with the address, where it is none of theirs */
export function readCall({ pathname, searchParams }: URL, now: Date): Call | string {
  const feed = /^\/atom\/((?:[a-z-]+(?:\.[A-Za-z-]+)?)(?:\+[a-z-]+(?:\.[A-Za-z-]+)?)*)$/.exec(pathname);
  const paper = /^\/api\/papers\/(\d{4}\.\d{4,5})$/.exec(pathname);
  const known = feed || paper ? [] : PARAMETERS[pathname];
  if (known === undefined) return 'no such path';
  for (const name of searchParams.keys()) if (!known.includes(name)) return `no such parameter: ${name}`;
  if (feed) return { service: 'arxiv', kind: 'feed', categories: feed[1] ?? '' };
  if (paper) return { service: 'hugging-face', kind: 'paper', id: paper[1] ?? '' };
  const text = (name: string) => searchParams.get(name) ?? '';
  if (pathname === '/api/daily_papers') {
    const day = text('date');
    if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day))) return `no such day: ${day}`;
    if (Date.parse(day) > now.getTime()) return `a day of the future: ${day}`;
    const page = searchParams.has('p') ? Number(text('p')) : 0;
    return Number.isInteger(page) ? { service: 'hugging-face', kind: 'day', day, page } : `no such page: ${page}`;
  }
  const query = QUERY.exec(text('search_query'));
  if (!query) return `no such query: ${text('search_query')}`;
  const [start, count] = [Number(text('start')), Number(text('max_results'))];
  if (!(Number.isInteger(start) && start >= 0)) return `no such start: ${text('start')}`;
  if (!(count > 0 && count <= 2_000)) return `no such max_results: ${text('max_results')}`;
  if (text('sortBy') !== 'submittedDate' || text('sortOrder') !== 'ascending') return 'another order than expected';
  const [, categories = '', from = '', to = ''] = query;
  if (from > to) return `${from} is after ${to}`;
  return {
    service: 'arxiv',
    kind: 'query',
    query: query[0],
    categories: categories.split(' OR ').map((one) => one.slice('cat:'.length)),
    from,
    to,
    start,
    count,
  };
}
