import type { Matched } from './matched.ts';
import type { Passage } from './passage.ts';
import type { Put } from './put.ts';
import type { Query } from './query.ts';
import type { Kind } from './question-kind.ts';

const PLACES = ['before', 'outcome', 'position', 'ahead', 'thesis', 'afterThesis', 'beforeThesis'] as const;

/** The kinds of question for which it matters where in the abstract a sentence stands. */
const BY_PLACE: Readonly<Record<(typeof PLACES)[number], readonly Kind[]>> = {
  before: ['ours', 'problem', 'background', 'reason', 'use', 'definition', 'whether', 'method', 'compare'],
  outcome: ['score', 'gain', 'finding', 'whether', 'compare', 'evaluation', 'problem', 'method'],
  position: [
    ...(['problem', 'reason', 'method', 'finding', 'compare', 'evaluation', 'score', 'model'] as const),
    ...(['dataset', 'whether', 'purpose', 'origin', 'training', 'background', 'use'] as const),
  ],
  ahead: ['problem', 'method'],
  thesis: ['gist', 'novelty', 'definition', 'method', 'purpose', 'whether', 'problem', 'finding', 'use'],
  afterThesis: ['gist', 'method', 'novelty', 'parts', 'training', 'whether'],
  beforeThesis: ['problem', 'background', 'reason', 'whether'],
};

/**
 * Where a sentence stands: in the background before the paper's own work, among its results, near the beginning or the
 * end, and in a thread before or after the sentence that answered the question before.
 *
 * @param earlierBest that sentence, -1 if there is none
 */
export function placeFeatures(
  query: Query,
  passage: Passage,
  matched: Matched,
  earlierBest: number,
  i: number,
  put: Put,
): void {
  const { sentences, oursFrom, outcomeFrom, thesis } = passage;
  const before = i < oursFrom;
  const places = {
    before: before ? 1 : 0,
    outcome: !before && oursFrom >= 0 && i >= outcomeFrom ? 1 : 0,
    position: sentences.length < 2 ? 0 : i / (sentences.length - 1),
    ahead: earlierBest >= 0 && i > earlierBest ? Math.exp((earlierBest + 1 - i) / 2) : 0,
    thesis: i === thesis ? 1 : 0,
    afterThesis: thesis >= 0 && i === thesis + 1 ? 1 : 0,
    beforeThesis: i === thesis - 1 ? 1 : 0,
  };
  for (const place of PLACES) {
    put(place, places[place]);
    for (const kind of BY_PLACE[place]) if (query.kinds.has(kind)) put(`${kind}.${place}`, places[place]);
  }
  put('length', Math.log(1 + sentences[i]!.words.length) - 3);
  if (i === 0) put('first', 1);
  if (i === 0 && query.kinds.has('problem')) put('problem.first', 1);
  if (i === sentences.length - 1) put('last', 1);

  put('earlierSoft', matched.earlierSoft[i]!);
  put('earlierCosine', matched.earlierCosine[i]!);
  if (query.elliptic) put('earlierSoft.elliptic', matched.earlierSoft[i]!);
  if (query.ordinal > 1) put('ordinal.ahead', places.ahead);
  if (earlierBest < 0) return;
  if (i === earlierBest + 1) {
    put('afterEarlier', 1);
    if (/\b(?:it|that|this|these|those|they)\b/i.test(query.text)) put('afterEarlier.pronoun', 1);
  }
  if (i === earlierBest) {
    put('sameAsEarlier', 1);
    if (query.elliptic) put('sameAsEarlier.elliptic', 1);
  }
}
