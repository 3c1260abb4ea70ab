export type LinkKind = 'code' | 'project' | 'model' | 'dataset' | 'paper' | 'link';

export interface PaperLink {
  readonly kind: LinkKind;
  readonly url: string;
}

const URL_PATTERN = /https?:\/\/[^\s<>"'{}\\^`|]+/g;

/** The links in a text, each once, in its order. Punctuation that ends a sentence or closes a bracket is not part of a URL. */
export function findLinks(text: string): PaperLink[] {
  const links = new Map<string, PaperLink>();
  for (const match of text.matchAll(URL_PATTERN)) {
    const url = trimUrl(match[0]);
    if (!/^https?:\/\/[^/]+\.[^/]+/.test(url)) continue;
    const before = text.slice(Math.max(0, match.index - 80), match.index);
    if (!links.has(url)) links.set(url, { kind: linkKind(url, before), url });
  }
  return [...links.values()];
}

function trimUrl(raw: string): string {
  let url = raw;
  for (;;) {
    const shorter = url.replace(/[.,;:!?*]+$/, '').replace(/[)\]]$/, (close) => (balanced(url, close) ? close : ''));
    if (shorter === url) return url.replace(/\.git$/, '');
    url = shorter;
  }
}

function balanced(url: string, close: string): boolean {
  const open = close === ')' ? '(' : '[';
  return url.split(open).length >= url.split(close).length;
}

function linkKind(url: string, before: string): LinkKind {
  const { host, path } = parts(url);
  if (host === 'arxiv.org') return 'paper';
  if (host === 'huggingface.co' || host === 'hf.co') {
    if (path.startsWith('/datasets/')) return 'dataset';
    if (path.startsWith('/papers/')) return 'paper';
    if (path.startsWith('/spaces/') || path.startsWith('/collections/')) return 'project';
    return 'model';
  }
  if (/^(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)$/.test(host) || host.startsWith('anonymous.4open'))
    return 'code';
  if (/\.github\.io$|\.vercel\.app$/.test(host)) return 'project';
  if (/\b(?:code|implementation|repository|toolkit)\b[^.]*$/i.test(before)) return 'code';
  if (/\b(?:data ?set|benchmark|corpus)\b[^.]*$/i.test(before)) return 'dataset';
  if (/\b(?:project|page|website|demo)\b[^.]*$/i.test(before)) return 'project';
  return 'link';
}

function parts(url: string): { host: string; path: string } {
  const match = /^https?:\/\/(?:www\.)?([^/?#]+)([^?#]*)/i.exec(url);
  return { host: (match?.[1] ?? '').toLowerCase(), path: match?.[2] ?? '' };
}
