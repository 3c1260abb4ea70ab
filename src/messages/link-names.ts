import type { LinkKind } from '../papers/links.ts';

/** What a paper's links are called. */
export const LINK_NAMES: Readonly<Record<LinkKind, string>> = {
  code: 'Code',
  project: 'Project page',
  model: 'Model',
  dataset: 'Data set',
  paper: 'Paper',
  link: 'Link',
};
