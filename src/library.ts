import type { Answerer } from './answers/answer.ts';
import type { Observation, Paper } from './papers/paper.ts';
import type { SearchEngine } from './search/search-engine.ts';

/** What Paperboy knows of papers. */
export interface Library {
  readonly search: SearchEngine;
  readonly answers: Answerer;
  papers(): readonly Paper[];
  observations(): readonly Observation[];
}
