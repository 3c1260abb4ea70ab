import { createClosenessReader } from './closeness.ts';
import type { Collection } from './collection.ts';
import { createFeedback, type Witness } from './feedback.ts';
import { POSTING_VIEWS, READING_VIEWS, VIEWS, type View, weightsFor } from './fusion.ts';
import { grown } from './growable.ts';
import { unitVector } from './semantic/vectors.ts';
import type { SemanticIndex } from './semantic-index.ts';
import { createTermScores } from './term-scores.ts';
import { parOf, topIndexes } from './top.ts';
import type { Understanding, WeightedTerm } from './understanding.ts';

/** The best documents of a query. views[v][i] is what a view adds to the score of documents[i]. */
export interface Ranking {
  readonly documents: Int32Array;
  readonly scores: Float32Array;
  readonly views: Readonly<Record<View, Float32Array>>;
  /** The share of the query's words that occur, by their weight, and the cosine of meanings; of documents[i]. */
  readonly coverage: Float32Array;
  readonly cosines: Float32Array;
  /** The share of the query's words that the semantic table knows. */
  readonly knownShare: number;
  /** The query's vector, where there is a semantic table. */
  readonly vector: Float32Array | undefined;
  /** The words that the best documents share. */
  readonly company: readonly WeightedTerm[];
}

export interface Ranker {
  rank(understanding: Understanding, allowed: (document: number) => boolean, most: number): Ranking;
}

/** How many documents are fused at most; the larger the collection, the more. */
const MOST_CANDIDATES = 150;
const WITNESSES = 10;
/** The weight of a witness falls from 1 to nothing at this place. */
const WITNESS_BASE = 50;
/** A view counts 1 for the document at this place of the view. */
const PAR = 10;
/** ... and never less than this share of the view's best. */
const SHARE_OF_LARGEST = 0.33;
/** All of the words are worth more than most of them twice. */
const COVERAGE_POWER = 4;
/** The share of the candidates at some places. */
const READ_SHARE = 0.4;
/** Values below this are noise, as the cosines of two papers around their mean. */
const LEAST_PAR = 0.01;
/** Papers whose sentences are compared with the query one by one. */
const MOST_SENTENCE_READS = 30;
const JOINED_WEIGHT = 0.3;
/** What an abbreviation spelt out counts next to the word itself, in the field whose abbreviations are known. */
const EXPANSION_WEIGHT = 1;

/** For the choice of candidates, before anything is read through. */
const FIRST_WEIGHTS = { words: 1, title: 0.3, synonyms: 0.25, meaning: 0.5, name: 2.65 } as const;

/**
 * Ranks in two passes. The first adds up postings and cosines for every document and keeps the best; the second reads
 * these through, asks the very best of them for words that go with the query's, and fuses the views of each.
 * A view is scaled by its tenth best document, so that weights mean the same for any query and any size of collection.
 */
export function createRanker(collection: Collection): Ranker {
  const { documents, vocabulary, postings, grams, semantic } = collection;
  const termScores = createTermScores(documents, postings);
  const readCloseness = createClosenessReader(documents, vocabulary, grams, termScores);
  const feedback = createFeedback(documents, vocabulary, termScores);
  let words = new Float32Array(16);
  let title = new Float32Array(16);
  let synonyms = new Float32Array(16);
  let meaning = new Float32Array(16);
  let company = new Float32Array(16);
  let first = new Float32Array(16);

  function clear(to: number): void {
    words = grown(words, to).fill(0, 0, to);
    title = grown(title, to).fill(0, 0, to);
    synonyms = grown(synonyms, to).fill(0, 0, to);
    meaning = grown(meaning, to).fill(0, 0, to);
    company = grown(company, to).fill(0, 0, to);
    first = grown(first, to).fill(0, 0, to);
  }

  function addFirst(view: Float32Array, to: number, weight: number, mean = 0): void {
    const par = parOf(view, to, PAR, SHARE_OF_LARGEST) - mean;
    if (par <= LEAST_PAR) return;
    const scaled = weight / par;
    for (let document = 0; document < to; document++) first[document]! += scaled * view[document]!;
  }

  function witnessesOf(candidates: Int32Array): Witness[] {
    if (candidates.length === 0) return [];
    const top = first[candidates[0]!]!;
    const base = first[candidates[Math.min(candidates.length - 1, WITNESS_BASE)]!]!;
    const range = Math.max(1e-6, top - base);
    return [...candidates.subarray(0, WITNESSES)].map((document) => ({
      document,
      weight: Math.max(0.01, (first[document]! - base) / range),
    }));
  }

  /** Cosines with the mean vector of the witnesses. */
  function neighboursOf(witnesses: readonly Witness[], chosen: Int32Array): Float32Array {
    if (semantic === undefined) return new Float32Array(chosen.length);
    const vector = new Float32Array(semantic.index.dimensions);
    for (const { document, weight } of witnesses) semantic.index.accumulate(document, weight, vector);
    return cosinesAbove(semantic.index, unitVector(vector), chosen);
  }

  function rank(understanding: Understanding, allowed: (document: number) => boolean, most: number): Ranking {
    const to = documents.length;
    const familiarity = semantic?.familiarity.value() ?? 0;
    const candidates = Math.min(MOST_CANDIDATES, Math.round(2.5 * Math.sqrt(documents.living)));
    clear(to);
    for (const word of understanding.words) termScores.addWithTitles(weighed(word.terms, word.weight), words, title);
    for (const word of understanding.joined)
      termScores.addWithTitles(weighed(word.terms, word.weight * JOINED_WEIGHT), words, title);
    termScores.add(
      understanding.concepts.map((term) => ({ term, weight: 1 })),
      synonyms,
    );
    for (const { terms } of understanding.expansions) {
      const together = termScores.together(terms);
      for (const document of together.documents) {
        synonyms[document]! += together.worth;
        words[document]! += familiarity * EXPANSION_WEIGHT * together.worth;
      }
    }
    const query = semantic?.table.embed(understanding.text);
    const meanMeaning = query && semantic ? semantic.index.meanCosine(query) : 0;
    if (query) semantic?.index.estimateCosines(query, to, meaning);
    for (const view of [words, title, synonyms, meaning]) for (const document of documents.dead) view[document] = 0;
    addFirst(words, to, FIRST_WEIGHTS.words);
    addFirst(title, to, FIRST_WEIGHTS.title);
    addFirst(synonyms, to, FIRST_WEIGHTS.synonyms);
    addFirst(meaning, to, FIRST_WEIGHTS.meaning, meanMeaning);
    const { named } = understanding;
    for (const [document, value] of named) first[document]! += FIRST_WEIGHTS.name * value;
    const chosen = topIndexes(first, to, Math.max(candidates, most), (d) => documents.alive[d] === 1 && allowed(d));

    const witnesses = witnessesOf(chosen);
    const count = chosen.length;
    const none = new Float32Array(count);
    const views: Record<View, Float32Array> = {
      words: gather(words, chosen),
      title: gather(title, chosen),
      synonyms: gather(synonyms, chosen),
      meaning: none,
      titleMeaning: none,
      sentenceMeaning: none,
      topic: none,
      company: none,
      neighbours: none,
      name: named.size === 0 ? none : nameView(named, chosen),
      grams: new Float32Array(count),
      sentence: new Float32Array(count),
      nearness: new Float32Array(count),
      coverage: new Float32Array(count),
      titleCoverage: new Float32Array(count),
    };
    let cosines: Float32Array = none;
    if (query && semantic) {
      cosines = semantic.index.cosinesWith(query, chosen);
      views.meaning = cosines.map((cosine) => cosine - meanMeaning);
      views.neighbours = neighboursOf(witnesses, chosen);
    }
    scaleToPar(views, ['words', 'title', 'synonyms', 'meaning', 'neighbours']);
    const knownShare = semantic?.knownShare(understanding.text) ?? 0;
    // meaning can be trusted in a familiar field, and as far as the words are known
    const trust = familiarity * knownShare;
    const unread = weightedSum(POSTING_VIEWS, views, weightsFor(trust, 1), count);
    const read = topIndexes(unread, count, candidates * READ_SHARE, always);
    readCloseness(understanding, chosen, read, views);
    const coverage = views.coverage.slice();
    for (let i = 0; i < count; i++) views.coverage[i] = coverage[i]! ** COVERAGE_POWER;
    scaleToPar(views, READING_VIEWS);
    const evidence = [...named.values(), ...coverage].reduce((most, value) => Math.max(most, value), 0);
    const weights = weightsFor(trust, evidence);
    const companyTerms = lazily(() => feedback(witnesses));
    addByMeaning(understanding, query, chosen, companyTerms, weights, views);
    const scores = weightedSum(VIEWS, views, weights, count);
    for (const view of VIEWS) if (views[view] !== none) scale(views[view], weights[view]);
    return {
      documents: chosen,
      scores,
      views,
      coverage,
      cosines,
      knownShare,
      vector: query,
      get company() {
        return companyTerms();
      },
    };
  }

  /** The cosines of the nearest sentences, of the candidates at some places. */
  function sentenceMeanings(query: Float32Array, chosen: Int32Array, read: Int32Array): Float32Array {
    const nearest = new Float32Array(chosen.length);
    for (const place of read) nearest[place] = Math.max(0, ...collection.passages.read(chosen[place]!).cosines(query));
    return nearest;
  }

  /** The views that count only where words say too little. */
  function addByMeaning(
    understanding: Understanding,
    query: Float32Array | undefined,
    chosen: Int32Array,
    companyTerms: () => readonly WeightedTerm[],
    weights: Readonly<Record<View, number>>,
    views: Record<View, Float32Array>,
  ): void {
    if (weights.company > 0) {
      termScores.add(companyTerms(), company);
      views.company = gather(company, chosen);
    }
    if (semantic && query && weights.titleMeaning > 0)
      views.titleMeaning = cosinesAbove(semantic.titles, query, chosen);
    if (semantic && weights.topic > 0) {
      const topic = semantic.topicOf(understanding.concepts);
      if (topic) views.topic = cosinesAbove(semantic.index, topic, chosen);
    }
    scaleToPar(views, ['company', 'titleMeaning', 'topic']);
    if (query && weights.sentenceMeaning > 0) {
      const likely = weightedSum(VIEWS, views, weights, chosen.length);
      const read = topIndexes(likely, chosen.length, MOST_SENTENCE_READS, always);
      views.sentenceMeaning = sentenceMeanings(query, chosen, read);
      scaleToPar(views, ['sentenceMeaning']);
    }
  }

  return { rank };
}

function weighed(terms: readonly WeightedTerm[], weight: number): WeightedTerm[] {
  return terms.map((term) => ({ term: term.term, weight: term.weight * weight }));
}

/** Scales views so that each counts 1 for its tenth best document. */
function scaleToPar(views: Record<View, Float32Array>, which: readonly View[]): void {
  for (const view of which) {
    const values = views[view];
    const par = parOf(values, values.length, PAR, SHARE_OF_LARGEST);
    scale(values, par > LEAST_PAR ? 1 / par : 0);
  }
}

function scale(values: Float32Array, factor: number): void {
  for (let i = 0; i < values.length; i++) values[i]! *= factor;
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function weightedSum(
  which: readonly View[],
  views: Record<View, Float32Array>,
  weights: Record<View, number>,
  count: number,
): Float32Array {
  const sum = new Float32Array(count);
  for (const view of which) {
    const [values, weight] = [views[view], weights[view]];
    if (weight !== 0) for (let i = 0; i < count; i++) sum[i]! += weight * values[i]!;
  }
  return sum;
}

function always(): boolean {
  return true;
}

function nameView(named: ReadonlyMap<number, number>, chosen: Int32Array): Float32Array {
  return Float32Array.from(chosen, (document) => named.get(document) ?? 0);
}

/** Cosines above those with any document, so that a view of them begins at nothing. */
function cosinesAbove(index: SemanticIndex, vector: Float32Array, chosen: Int32Array): Float32Array {
  const cosines = index.cosinesWith(vector, chosen);
  const mean = index.meanCosine(vector);
  for (let i = 0; i < chosen.length; i++) cosines[i]! -= mean;
  return cosines;
}

function gather(values: Float32Array, indexes: Int32Array): Float32Array {
  const gathered = new Float32Array(indexes.length);
  for (let i = 0; i < indexes.length; i++) gathered[i] = values[indexes[i]!]!;
  return gathered;
}
