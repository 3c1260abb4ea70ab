import type { PaperRecord } from '../papers/paper.ts';
import { readingForm } from '../papers/reading-form.ts';
import { paperSlug, titleKey } from '../papers/slug.ts';

/** An index can't hold keys of any length. */
const LONGEST_KEY = 300;

/** What two sources that name the same paper agree on where they don't both know its arXiv id. */
export function titleIdentity(title: string): string {
  const reading = readingForm(title.trim());
  const key = titleKey(reading);
  return key === '' || key.length > LONGEST_KEY ? paperSlug(reading) : key;
}

/** The id that a paper gets when it is first seen. */
export function firstId({ arxivId, title }: Pick<PaperRecord, 'arxivId' | 'title'>): string {
  return arxivId ?? paperSlug(title.trim());
}
