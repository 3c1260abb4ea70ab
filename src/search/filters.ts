import type { LinkKind } from '../papers/links.ts';
import type { Paper } from '../papers/paper.ts';
import { fold } from './tokens.ts';

/** Lets a paper through or not; by what its source said of it. */
export type Filter = (paper: Paper) => boolean;

const LINK_KINDS: Record<string, readonly LinkKind[]> = {
  code: ['code'],
  repo: ['code'],
  model: ['model'],
  models: ['model'],
  weights: ['model'],
  data: ['dataset'],
  dataset: ['dataset'],
  project: ['project'],
  page: ['project'],
  demo: ['project'],
  link: ['code', 'project', 'model', 'dataset', 'link'],
  links: ['code', 'project', 'model', 'dataset', 'link'],
};

/**
 * has:code, has:model, has:data, has:project, has:link, has:name; name:word; author:word; year:2025, after:2025-03,
 * before:2025-03-15 (its days included and left out, as the words say); each negated by a minus.
 *
 * @returns undefined where it is none of these, and so a word like any other
 */
export function readFilter(field: string, value: string, negated: boolean): Filter | undefined {
  const filter = positive(field, fold(value));
  if (filter === undefined) return undefined;
  return negated ? (paper) => !filter(paper) : filter;
}

function positive(field: string, value: string): Filter | undefined {
  switch (field) {
    case 'has': {
      if (value === 'name') return (paper) => paper.name !== undefined;
      const kinds = Object.hasOwn(LINK_KINDS, value) ? LINK_KINDS[value] : undefined;
      return kinds && ((paper) => paper.links.some((link) => kinds.includes(link.kind)));
    }
    case 'name':
      return (paper) => paper.name !== undefined && bare(paper.name).includes(bare(value));
    case 'author':
      return (paper) => paper.authors.some((author) => fold(author).includes(value));
    case 'year':
      return /^\d{4}$/.test(value) ? (paper) => paper.publishedAt?.startsWith(value) === true : undefined;
    case 'after':
      return isDate(value) ? (paper) => paper.publishedAt !== undefined && paper.publishedAt >= value : undefined;
    case 'before':
      return isDate(value) ? (paper) => paper.publishedAt !== undefined && paper.publishedAt < value : undefined;
    default:
      return undefined;
  }
}

function isDate(value: string): boolean {
  return /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(value);
}

function bare(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, '');
}
