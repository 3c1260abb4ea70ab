import { z } from 'zod';

/** Where papers come from besides the page that ships. */
export interface SourcesConfig {
  readonly huggingFace?: { readonly url: string };
  readonly arxiv?: {
    /** Instead of arXiv's own two. */
    readonly url?: string;
    readonly categories: readonly string[];
  };
}

const NAMES = ['hugging-face', 'arxiv'] as const;
const HUGGING_FACE = 'https://huggingface.co';
const CATEGORY = /^[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z]{2,}(?:-[a-z]+)?)?$/;

/** @param example of a right one */
function address(variable: string, example: string) {
  const wrong = `${variable} must be an address such as ${example}, without a user, “?” and “#”.`;
  return z
    .url({ protocol: /^https?$/, error: wrong })
    .refine((url) => !URL.canParse(url) || isPlain(new URL(url)), wrong)
    .transform((url) => url.replace(/\/+$/, ''))
    .optional();
}

function list(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,]+/).filter(Boolean))];
}

export const SOURCES_VARIABLES = z.object({
  PAPERBOY_SOURCES: z
    .string()
    .transform((text) => list(text.toLowerCase()))
    .refine(
      (names) =>
        names.join() === 'none' || (names.length > 0 && names.every((name) => NAMES.some((known) => known === name))),
      `PAPERBOY_SOURCES must be some of ${NAMES.join(', ')} with commas between them, or none for only the papers that ship.`,
    )
    .default([...NAMES]),
  HF_API_URL: address('HF_API_URL', HUGGING_FACE),
  ARXIV_API_URL: address('ARXIV_API_URL', 'https://export.arxiv.org'),
  ARXIV_CATEGORIES: z
    .string()
    .transform(list)
    .refine(
      (categories) => categories.length > 0 && categories.every((one) => CATEGORY.test(one)),
      'ARXIV_CATEGORIES must be categories such as cs.CL,cs.LG: see https://arxiv.org/category_taxonomy.',
    )
    .default(['cs.CL']),
});

type Variables = z.infer<typeof SOURCES_VARIABLES>;

export function sourcesConfig({
  PAPERBOY_SOURCES: names,
  HF_API_URL: huggingFaceUrl,
  ARXIV_API_URL: arxivUrl,
  ARXIV_CATEGORIES: categories,
}: Variables): SourcesConfig {
  return {
    ...(names.includes('hugging-face') ? { huggingFace: { url: huggingFaceUrl ?? HUGGING_FACE } } : {}),
    ...(names.includes('arxiv') ? { arxiv: { ...(arxivUrl === undefined ? {} : { url: arxivUrl }), categories } } : {}),
  };
}

function isPlain({ username, password, search, hash }: URL): boolean {
  return username === '' && password === '' && search === '' && hash === '';
}
