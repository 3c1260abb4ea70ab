import { createClosenessReader } from './closeness.ts';
import type { Collection } from './collection.ts';
import { createFeedback, type Witness } from './feedback.ts';
import { POSTING_VIEWS, READING_VIEWS, VIEWS, type View, weightsFor } from './fusion.ts';
import { grown } from './growable.ts';
import { createQueryMarks } from './query-marks.ts';
import { unitVector } from './semantic/vectors.ts';
import type { SemanticIndex } from './semantic-index.ts';
import { createTermScores } from './term-scores.ts';
import { topIndexes } from './top.ts';
import type { Understanding, WeightedTerm } from './understanding.ts';
import { addWeighted, gather, parAbove, scale, scaleToPar, type ViewColumns } from './view-columns.ts';

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
/** All of the words are worth more than most of them twice. */
const COVERAGE_POWER = 4;
/** The share of the candidates at some places. */
const READ_SHARE = 0.4;
/** Papers whose sentences are compared with the query one by one. */
const MOST_SENTENCE_READS = 30;
const JOINED_WEIGHT = 0.3;
/** What an abbreviation spelt out counts next to the word itself, in the field whose abbreviations are known. */
const EXPANSION_WEIGHT = 1;

/** The views that are scaled together, in their order. */
const SCALED_FIRST = ['words', 'title', 'synonyms', 'meaning', 'neighbours'] as const;
const SCALED_LATE = ['company', 'titleMeaning', 'topic'] as const;
const SCALED_LAST = ['sentenceMeaning'] as const;

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
  const readCloseness = createClosenessReader(
    documents,
    collection.read,
    createQueryMarks(documents, vocabulary, grams, termScores),
    termScores,
  );
  const feedback = createFeedback(documents, vocabulary, collection.read, termScores);
  let words = new Float32Array(16);
  let title = new Float32Array(16);
  let synonyms = new Float32Array(16);
  let meaning = new Float32Array(16);
  let company = new Float32Array(16);
  let first = new Float32Array(16);
  let sums = new Float32Array(16);
  const places = new Int32Array(MOST_CANDIDATES);
  const neighbourhood = new Float32Array(semantic?.index.dimensions ?? 0);

  function clear(to: number): void {
    if (words.length < to) {
      words = grown(words, to);
      title = grown(title, to);
      synonyms = grown(synonyms, to);
      meaning = grown(meaning, to);
      company = grown(company, to);
      first = grown(first, to);
    }
    words.fill(0, 0, to);
    title.fill(0, 0, to);
    synonyms.fill(0, 0, to);
    meaning.fill(0, 0, to);
    first.fill(0, 0, to);
  }

  function addFirst(view: Float32Array, to: number, weight: number, mean = 0): void {
    const par = parAbove(view, to, mean);
    if (par === 0) return;
    const scaled = weight / par;
    for (let document = 0; document < to; document++) first[document]! += scaled * view[document]!;
  }

  function witnessesOf(candidates: Int32Array): Witness[] {
    const witnesses: Witness[] = [];
    if (candidates.length === 0) return witnesses;
    const top = first[candidates[0]!]!;
    const base = first[candidates[Math.min(candidates.length - 1, WITNESS_BASE)]!]!;
    const range = Math.max(1e-6, top - base);
    for (let i = 0; i < candidates.length && i < WITNESSES; i++) {
      const document = candidates[i]!;
      witnesses.push({ document, weight: Math.max(0.01, (first[document]! - base) / range) });
    }
    return witnesses;
  }

  /** Cosines with the mean vector of the witnesses. */
  function addNeighbours(witnesses: readonly Witness[], chosen: Int32Array, into: Float32Array): void {
    if (semantic === undefined) return;
    neighbourhood.fill(0);
    for (const { document, weight } of witnesses) semantic.index.accumulate(document, weight, neighbourhood);
    cosinesAbove(semantic.index, unitVector(neighbourhood), chosen, into);
  }

  function rank(understanding: Understanding, allowed: (document: number) => boolean, most: number): Ranking {
    const to = documents.length;
    const familiarity = semantic?.familiarity.value() ?? 0;
    const candidates = Math.min(MOST_CANDIDATES, Math.round(2.5 * Math.sqrt(documents.living)));
    clear(to);
    for (const word of understanding.words) termScores.addWithTitles(word.terms, word.weight, words, title);
    for (const word of understanding.joined)
      termScores.addWithTitles(word.terms, word.weight * JOINED_WEIGHT, words, title);
    for (const concept of understanding.concepts) termScores.add(concept, 1, synonyms);
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
    for (const document of documents.dead) {
      words[document] = 0;
      title[document] = 0;
      synonyms[document] = 0;
      meaning[document] = 0;
    }
    addFirst(words, to, FIRST_WEIGHTS.words);
    addFirst(title, to, FIRST_WEIGHTS.title);
    addFirst(synonyms, to, FIRST_WEIGHTS.synonyms);
    addFirst(meaning, to, FIRST_WEIGHTS.meaning, meanMeaning);
    const { named } = understanding;
    for (const [document, value] of named) first[document]! += FIRST_WEIGHTS.name * value;
    const { alive } = documents;
    const chosen = topIndexes(first, to, Math.max(candidates, most), (d) => alive[d] === 1 && allowed(d));

    const witnesses = witnessesOf(chosen);
    const count = chosen.length;
    // one allocation for all that is known of the chosen
    const columns = new Float32Array((VIEWS.length + 3) * count);
    const column = (at: number): Float32Array => columns.subarray(at * count, (at + 1) * count);
    const views = {} as ViewColumns;
    for (let v = 0; v < VIEWS.length; v++) views[VIEWS[v]!] = column(v);
    const scores = column(VIEWS.length);
    const coverage = column(VIEWS.length + 1);
    const cosines = column(VIEWS.length + 2);
    gather(words, chosen, views.words);
    gather(title, chosen, views.title);
    gather(synonyms, chosen, views.synonyms);
    if (named.size > 0) for (let i = 0; i < count; i++) views.name[i] = named.get(chosen[i]!) ?? 0;
    if (query && semantic) {
      semantic.index.cosinesWith(query, chosen, cosines);
      for (let i = 0; i < count; i++) views.meaning[i] = cosines[i]! - meanMeaning;
      addNeighbours(witnesses, chosen, views.neighbours);
    }
    scaleToPar(views, SCALED_FIRST);
    const knownShare = semantic?.knownShare(understanding.text) ?? 0;
    // meaning can be trusted in a familiar field, and as far as the words are known
    const trust = familiarity * knownShare;
    const sum = scratch(count);
    addWeighted(POSTING_VIEWS, views, weightsFor(trust, 1), sum);
    const read = topIndexes(sum, count, candidates * READ_SHARE, undefined, places);
    readCloseness(understanding, chosen, read, views);
    coverage.set(views.coverage);
    let evidence = 0;
    for (const value of named.values()) evidence = Math.max(evidence, value);
    for (let i = 0; i < count; i++) {
      evidence = Math.max(evidence, coverage[i]!);
      views.coverage[i] = coverage[i]! ** COVERAGE_POWER;
    }
    scaleToPar(views, READING_VIEWS);
    const weights = weightsFor(trust, evidence);
    const companyTerms = lazily(() => feedback(witnesses));
    addByMeaning(understanding, query, chosen, companyTerms, weights, views);
    addWeighted(VIEWS, views, weights, scores);
    for (const view of VIEWS) scale(views[view], weights[view]);
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

  /** Zeros to add up in, until it is asked for again. */
  function scratch(count: number): Float32Array {
    if (sums.length < count) sums = grown(sums, count);
    return sums.fill(0, 0, count);
  }

  /** The cosines of the nearest sentences, of the candidates at some places. */
  function addSentenceMeanings(query: Float32Array, chosen: Int32Array, places: Int32Array, into: Float32Array): void {
    for (const place of places) {
      let nearest = 0;
      for (const cosine of collection.passages.read(chosen[place]!).cosines(query)) nearest = Math.max(nearest, cosine);
      into[place] = nearest;
    }
  }

  /** The views that count only where words say too little. */
  function addByMeaning(
    understanding: Understanding,
    query: Float32Array | undefined,
    chosen: Int32Array,
    companyTerms: () => readonly WeightedTerm[],
    weights: Readonly<Record<View, number>>,
    views: ViewColumns,
  ): void {
    if (weights.company > 0) {
      company.fill(0, 0, documents.length);
      for (const { term, weight } of companyTerms()) termScores.add(term, weight, company);
      gather(company, chosen, views.company);
    }
    if (semantic && query && weights.titleMeaning > 0) cosinesAbove(semantic.titles, query, chosen, views.titleMeaning);
    if (semantic && weights.topic > 0) {
      const topic = semantic.topicOf(understanding.concepts);
      if (topic) cosinesAbove(semantic.index, topic, chosen, views.topic);
    }
    scaleToPar(views, SCALED_LATE);
    if (query && weights.sentenceMeaning > 0) {
      const likely = scratch(chosen.length);
      addWeighted(VIEWS, views, weights, likely);
      const read = topIndexes(likely, chosen.length, MOST_SENTENCE_READS, undefined, places);
      addSentenceMeanings(query, chosen, read, views.sentenceMeaning);
      scaleToPar(views, SCALED_LAST);
    }
  }

  return { rank };
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Cosines above those with any document, so that a view of them begins at nothing. */
function cosinesAbove(index: SemanticIndex, vector: Float32Array, chosen: Int32Array, into: Float32Array): void {
  index.cosinesWith(vector, chosen, into);
  const mean = index.meanCosine(vector);
  for (let i = 0; i < chosen.length; i++) into[i]! -= mean;
}
