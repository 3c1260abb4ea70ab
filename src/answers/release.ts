import { findLinks, type LinkKind, type PaperLink } from '../papers/links.ts';

/** A question for code, weights, data, a link or a page. */
const RELEASE =
  /\b(?:repo|repository|github|(?<!^(?:and |so |but )?(?:how|why|what)\b.*)(?:weights|checkpoints?)|links?(?! predict)|urls?|website|web ?page|demo|project page|download\w*|released?|public(?:ly)?|hugging ?face)\b|\bopen[- ]?sourced?(?=\s*[?.]|$| yet| or)|\b(?:code|data|model|models|weights|dataset|it|this|videos?|results?) (?:is |are )?available\b|\bcan (?:i|we|you|anyone) (?:get|download|access|try)\b|\bavailable\b|\b(?:is|are|was|were|will) .{1,40}\b(?:open|out)\b(?: yet| now| somewhere)?\s*\??$|\bproject link|\bwhere can i\b/;

/** Code as a thing to be had, not as what a model writes or reads: "any code?", but not "how much can you compress code?". */
const CODE =
  /\bcode\b(?! (?:gen|compl|under|review|model|qualit|task|search|agent|llm|reason|synth|snippet|data|edit|repair|interpret|execut|base model)\w*)/;
const ABOUT_CODE = /^(?:and |so |but )?(?:how|why|what|which|does|when|can (?!i\b|we\b|you\b|anyone\b))/;

/** @param plain as from `plainQuestion` */
export function asksForRelease(plain: string): boolean {
  return RELEASE.test(plain) || (CODE.test(plain) && !ABOUT_CODE.test(plain));
}

const ASKED: readonly (readonly [pattern: RegExp, kinds: readonly LinkKind[]])[] = [
  [
    /\b(?:weights|checkpoints?|models? (?:available|released|public|out|on hugging)|trained models?|hugging ?face)\b/,
    ['model', 'code', 'project', 'link'],
  ],
  [/\b(?:data ?sets?|data|benchmark|corpus)\b/, ['dataset', 'code', 'project', 'link']],
  [/\b(?:project|demo|website|web ?page|page|site)\b/, ['project', 'link', 'code']],
  [/\b(?:code|repo|repository|github|implementation|source|open[- ]?sourced?)\b/, ['code', 'project', 'link']],
  [/\b(?:link|url|released?|available|download)\b/, ['code', 'project', 'model', 'dataset', 'link']],
];

/**
 * The links that a question on code, weights, data or a project page asks for: those in the answering sentence first, then the best kind.
 *
 * @param plain as from `plainQuestion`
 */
export function linksAskedFor(
  plain: string,
  paper: { readonly links: readonly PaperLink[] },
  quote: string,
): readonly PaperLink[] {
  if (!asksForRelease(plain)) return [];
  const asked = ASKED.find(([pattern]) => pattern.test(plain));
  if (!asked) return [];
  const quoted = new Set(findLinks(quote).map((link) => link.url));
  const place = (link: PaperLink) => asked[1].indexOf(link.kind);
  const fitting = paper.links.filter((link) => place(link) >= 0);
  const inQuote = fitting.filter((link) => quoted.has(link.url));
  const best = Math.min(...(inQuote.length > 0 ? inQuote : fitting).map(place));
  return (inQuote.length > 0 ? inQuote : fitting).filter((link) => place(link) === best);
}

/** "The code and models are available", "will be made public", but not "data is available only in the real world". */
const RELEASED =
  /\b(?:codes?|codebase|data\w*|models?|weights|checkpoints?|benchmarks?|corpus|resources|implementation|demo|videos?|page|suite|library|toolkit|everything)\b[^.;]{0,40}\b(?:is|are|be|been|was|were|made|held)\b(?! not)[^.;]{0,25}\b(?<!not )(?:available|released|public|accessible|found|accessed|open[- ]?sourced?|hosted|provided)\b(?! (?:without|through|via|for (?:train|fine)|in (?:the|real)|only|models?|baselines?))/i;
const WE_RELEASE =
  /\b[Ww]e\b[^.;]{0,40}\b(?:releas(?:e|ed|ing)|open[- ]?sourc(?:e|ed|ing)|share)\b (?:our|the|all|both|these|this|its|code|data|models?|human|it\b|them\b|an?\b|[A-Z])/;

/** Whether a sentence states a release of what is asked for: 1, less where only something else is released. */
export function statesRelease(question: string, text: string): number {
  const url = /https?:\/\//.test(text);
  const stated =
    url ||
    RELEASED.test(text) ||
    WE_RELEASE.test(text) ||
    /\bpublicly (?:available|released?|accessible)\b/i.test(text);
  if (!stated) return 0;
  const object = /\b(?:weights|checkpoints?|trained models?|models?)\b/.test(question)
    ? /\b(?:weights|checkpoints?|models?|open[- ]?sourc\w+|resources)\b/i
    : /\b(?:data ?sets?|data|benchmark|corpus)\b/.test(question)
      ? /\b(?:data\w*|benchmarks?|corpus|resources|corpora)\b|\breleas\w+ \p{Lu}/iu
      : /\b(?:code|repo|repository|github|implementation|open[- ]?sourced?)\b/.test(question)
        ? /\b(?:codes?|codebase|repo\w*|github|implementation|open[- ]?sourc\w+|scripts?|toolkit|resources)\b/i
        : /./;
  if (object.test(text)) return 1;
  return url && !/\b(?:weights|checkpoints?|models?|data ?sets?|data|corpus)\b/.test(question) ? 0.6 : 0.2;
}
