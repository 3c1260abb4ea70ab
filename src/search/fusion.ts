/**
 * The views of a document whose sum is its score.
 *
 * - words: BM25+ of the query's words in title and text
 * - title: BM25 of the title alone
 * - synonyms: abbreviations and what they stand for, and other words of the same group of the lexicon
 * - meaning: cosine of the semantic vectors of query and document
 * - titleMeaning: the same with the title alone
 * - sentenceMeaning: cosine with the sentence of the abstract that is nearest
 * - topic: cosine of the document with the lexicon's groups that the query speaks of
 * - company: BM25+ of the words that the best documents share (RM3)
 * - neighbours: cosine with the mean vector of the best documents
 * - grams: BM25 of pieces of four characters
 * - sentence: the sentence with most of the query's words, by their weight
 * - nearness: the query's words that stand close to each other
 * - coverage: the share of the query's words that occur, by their weight
 * - titleCoverage: the same for the title
 * - name: the query names the paper
 */
export const POSTING_VIEWS = [
  'words',
  'title',
  'synonyms',
  'meaning',
  'titleMeaning',
  'sentenceMeaning',
  'topic',
  'company',
  'neighbours',
  'name',
] as const;
/** Those for which a document must be read through. */
export const READING_VIEWS = ['grams', 'sentence', 'nearness', 'coverage', 'titleCoverage'] as const;

export const VIEWS = [...POSTING_VIEWS, ...READING_VIEWS];

export type View = (typeof POSTING_VIEWS)[number] | (typeof READING_VIEWS)[number];

/**
 * For a collection of any field: fitted by random search to nDCG@10 on claims, aerodynamics, electronics and computing
 * together (the development collections without the shipped page).
 */
const ANY_FIELD: Readonly<Record<View, number>> = {
  words: 1,
  title: 0.077,
  synonyms: 0.119,
  titleMeaning: 0,
  sentenceMeaning: 0,
  topic: 0,
  meaning: 0.51,
  company: 0,
  neighbours: 0.46,
  grams: 1.1,
  sentence: 0.92,
  nearness: 0,
  coverage: 0,
  titleCoverage: 0.41,
  name: 4.8,
};

/**
 * For a query whose words the collection hardly has, in the semantic table's own field, where meaning can be trusted:
 * fitted by coordinate search to nDCG@10 on natural questions on the shipped page, mixed as below with the weights above.
 */
const BY_MEANING: Readonly<Record<View, number>> = {
  words: 0.1,
  title: 0,
  synonyms: 0.55,
  meaning: 1.7,
  titleMeaning: 0.5,
  sentenceMeaning: 1,
  topic: 0.4,
  company: 0.45,
  neighbours: 0,
  grams: 0,
  sentence: 0,
  nearness: 0.35,
  coverage: 0.15,
  titleCoverage: 0.05,
  name: 6,
};

/** The share of the query's words, by their weight, that the best document holds: below the first they say too little. */
const WORD_EVIDENCE = { weak: 0.6, strong: 1 };

/**
 * The weights for a query in a collection.
 *
 * @param trust how far the query's meaning can be trusted, 0 to 1
 * @param evidence of its words, 0 to 1: the largest share of them that a document holds, or how surely it names one
 */
export function weightsFor(trust: number, evidence: number): Readonly<Record<View, number>> {
  const { weak, strong } = WORD_EVIDENCE;
  const byMeaning = trust * Math.max(0, Math.min(1, (strong - evidence) / (strong - weak)));
  if (byMeaning === 0) return ANY_FIELD;
  const weights = { ...ANY_FIELD };
  for (const view of VIEWS) weights[view] += byMeaning * (BY_MEANING[view] - ANY_FIELD[view]);
  return weights;
}
