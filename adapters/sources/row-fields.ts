import { z } from 'zod';
import { readArxivId } from './arxiv-id.ts';

const LONGEST_TITLE = 500;
const LONGEST_ABSTRACT = 20_000;
const LONGEST_NAME = 200;
const LONGEST_URL = 2_000;
const LARGEST_COUNT = 2 ** 31 - 1;

/**
 * A source's text without what no title or abstract has and a database may refuse: control characters, halves of
 * characters. Line breaks only say how wide somebody's terminal was.
 */
export function plainText(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** @param what as in "its title" */
function requiredText(what: string, longest: number) {
  return z
    .string({ error: ({ input }) => (input === undefined ? `${what} is missing` : `${what} is no text`) })
    .transform(plainText)
    .pipe(
      z
        .string()
        .min(1, `${what} is empty`)
        .max(longest, `${what} has more than ${longest.toLocaleString('en')} characters`),
    );
}

/** What a paper can't be without; a row where one of these is wrong is set aside with the message as its reason. */
export const title = requiredText('its title', LONGEST_TITLE);
export const abstract = requiredText('its abstract', LONGEST_ABSTRACT);
export const arxivId = z.string({ error: 'it has no id' }).transform((text, context) => {
  const id = readArxivId(text.trim());
  if (id !== undefined) return id;
  context.addIssue(`its id “${rowName(text)}” is no arXiv id`);
  return z.NEVER;
});

/** What a paper can be without; where one of these is wrong, it is as if it were not there. */
export const count = z.int().min(0).max(LARGEST_COUNT).optional().catch(undefined);
export const name = z
  .string()
  .transform(plainText)
  .pipe(z.string().min(1).max(LONGEST_NAME))
  .optional()
  .catch(undefined);
export const webAddress = z
  .string()
  .transform(plainText)
  .pipe(z.url({ protocol: /^https?$/, normalize: true }).max(LONGEST_URL))
  .optional()
  .catch(undefined);
/** In one form for all sources, so that the same moment is the same text. */
export const moment = z
  .string()
  .refine((text) => /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text)))
  .transform((text) => new Date(text).toISOString())
  .optional()
  .catch(undefined);

/** What a row is called when it is set aside. */
export function rowName(id: string): string {
  return plainText(id).slice(0, 60);
}
