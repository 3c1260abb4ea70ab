import type { Paper } from './paper.ts';

/** Where the whole paper can be read: its arXiv page where the id is known, else a search for its title there. */
export function fullText(paper: Paper): { readonly url: string; readonly known: boolean } {
  if (paper.arxivId !== undefined) return { url: `https://arxiv.org/abs/${paper.arxivId}`, known: true };
  const query = new URLSearchParams({ query: paper.reading.title, searchtype: 'title' });
  return { url: `https://arxiv.org/search/?${query}`, known: false };
}
