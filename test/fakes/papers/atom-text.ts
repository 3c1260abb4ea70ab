import type { FakePaper } from './fake-paper.ts';

const HEAD = `<?xml version='1.0' encoding='UTF-8'?>\n`;

/** The daily feed of some categories, as https://rss.arxiv.org/atom/ gives it. */
export function feedText(categories: string, updated: string, papers: readonly FakePaper[]): string {
  return `${HEAD}<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">
  <id>http://rss.arxiv.org/atom/${categories}</id>
  <title>${categories} updates on arXiv.org</title>
  <updated>${updated}</updated>
${papers.map(feedEntry).join('')}</feed>
`;
}

/** A page of an answer to a query, as https://export.arxiv.org/api/query gives it. */
export function queryText(query: string, total: number, start: number, papers: readonly FakePaper[]): string {
  return `${HEAD}<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/UY2mqR74Vu</id>
  <title>arXiv Query: search_query=${escaped(query)}</title>
  <updated>2026-02-26T22:10:19Z</updated>
  <opensearch:itemsPerPage>200</opensearch:itemsPerPage>
  <opensearch:totalResults>${total}</opensearch:totalResults>
  <opensearch:startIndex>${start}</opensearch:startIndex>
${papers.map(queryEntry).join('')}</feed>
`;
}

/** What the query API says where it can't answer. */
export function errorText(what: string): string {
  return queryText('', 1, 0, []).replace(
    '</feed>',
    `<entry><id>https://arxiv.org/api/errors#${what.replace(/\W+/g, '_')}</id><title>Error</title><summary>${escaped(what)}</summary><author><name>arXiv api core</name></author></entry></feed>`,
  );
}

function feedEntry(paper: FakePaper): string {
  const { id, version = 1, title, abstract, authors = ['Ada Lovelace'], announced = 'new' } = paper;
  return `  <entry>
    <id>oai:arXiv.org:${id}v${version}</id>
    <title>${escaped(title)}</title>
    <updated>2026-02-26T05:00:19.899254+00:00</updated>
    <link href="https://arxiv.org/abs/${id}" rel="alternate" type="text/html"/>
    <summary>arXiv:${id}v${version} Announce Type: ${announced} \nAbstract: ${escaped(abstract)}</summary>
${categoriesOf(paper)}    <published>2026-02-26T00:00:00-05:00</published>
    <arxiv:announce_type>${announced}</arxiv:announce_type>
    <dc:creator>${escaped(authors.join(', '))}</dc:creator>
  </entry>
`;
}

function queryEntry(paper: FakePaper): string {
  const { id, version = 1, title, abstract, authors = ['Ada Lovelace'], comment } = paper;
  const submitted = paper.submitted ?? '2026-02-20T10:00:00Z';
  return `  <entry>
    <id>http://arxiv.org/abs/${id}v${version}</id>
    <title>${escaped(title)}</title>
    <updated>${submitted}</updated>
    <link href="https://arxiv.org/abs/${id}v${version}" rel="alternate" type="text/html"/>
    <summary>${escaped(abstract)}</summary>
${categoriesOf(paper)}    <published>${submitted}</published>
${comment === undefined ? '' : `    <arxiv:comment>${escaped(comment)}</arxiv:comment>\n`}${authors
  .map((name) => `    <author>\n      <name>${escaped(name)}</name>\n    </author>\n`)
  .join('')}  </entry>
`;
}

function categoriesOf({ categories = ['cs.CL'] }: FakePaper): string {
  return categories.map((term) => `    <category term="${term}" scheme="http://arxiv.org/schemas/atom"/>\n`).join('');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
