import type { Answerer } from './answers/answer.ts';
import type { Observation, Paper } from './papers/paper.ts';
import type { SearchEngine } from './search/search-engine.ts';

/** What Paperboy knows of papers. */
export interface Library {
  readonly search: SearchEngine;
  readonly answers: Answerer;
  /** The field's topics by their usual names, for completion. */
  readonly topics: readonly string[];
  papers(): readonly Paper[];
  observations(): readonly Observation[];
}
