import { dot } from '../search/semantic/vectors.ts';
import type { Passage } from './passage.ts';
import type { Query } from './query.ts';
import type { Kind } from './question-kind.ts';
import type { Ranking } from './ranking.ts';
import type { Slot } from './slot.ts';
import { TOPIC, VERDICT } from './weights.ts';

/** Whether the best sentence really answers, and if not what is missing. */
export interface Verdict {
  /** How likely the abstract answers the question, 0..1, calibrated. */
  readonly answerable: number;
  /** How likely the question was asked of this paper and not of another, 0..1; 1 where it could be asked of any. */
  readonly topical: number;
  /** The share of the question that the paper speaks of at all, 0..1. */
  readonly onTopic: number;
  /** The question has words enough of its own to tell what it is about. */
  readonly telling: boolean;
  /** What is asked for does not stand in the best sentence. */
  readonly slotEmpty: boolean;
}

export function judge(query: Query, slot: Slot, passage: Passage, ranking: Ranking): Verdict {
  const features = verdictFeatures(query, slot, passage, ranking);
  const asks =
    query.words.length > 0 &&
    (query.terms.length > 0 ||
      query.elliptic ||
      query.ordinal > 0 ||
      [...query.kinds].some((kind) => !IDLE.includes(kind)));
  const fill = ranking.matched.fills[ranking.order[0]!]!;
  const telling = query.terms.filter((term) => term.importance >= 0.5).length >= 2;
  const answerable = () => {
    if (!settles(slot)) return logistic(features, VERDICT);
    return fill >= UNDERSTOOD ? SETTLED : 1 - SETTLED;
  };
  return {
    answerable: asks ? answerable() : 0,
    topical: telling ? logistic(features, TOPIC) : 1,
    onTopic: onTopic(query, ranking, features.get('weighedPassage') ?? 0),
    telling,
    slotEmpty: slot.kind !== 'open' && fill <= 0.5,
  };
}

/** A sentence on the licence says it, whatever is to be done with the work; one on hardware, whatever is to run there. */
function settles(slot: Slot): boolean {
  return slot.kind === 'licence' || slot.kind === 'hardware';
}

function logistic(features: ReadonlyMap<string, number>, weights: Readonly<Record<string, number>>): number {
  let logit = 0;
  for (const [name, value] of features) logit += value * (weights[name] ?? 0);
  return 1 / (1 + Math.exp(-logit));
}

/** A follow-up is also about what the question before it was about. */
function onTopic(query: Query, { matched }: Ranking, own: number): number {
  if (query.earlier.length === 0 || !query.elliptic) return own;
  const before = Math.max(...matched.earlierSoft);
  return query.terms.length === 0 ? before : (own + EARLIER * before) / (1 + EARLIER);
}

/** What the words of the question before weigh against the question's own. */
const EARLIER = 0.3;
/** Kinds that any sentence is of that happens to hold a verb or a pronoun. */
const IDLE: readonly Kind[] = ['whether', 'ours'];
/** A slot filled so well is understood. */
const UNDERSTOOD = 0.7;
/** How likely an answer is that settles the question by what it speaks of. One that doesn't is as unlikely. */
const SETTLED = 0.8;
/** Found as good as verbatim. */
const SURE = 0.9;
/** Found, if in another form. */
const FOUND = 0.6;
/** What a word is worth for the best sentence that stands in the second only, or in the title. */
const SECOND = 0.9;
const TITLED = 0.6;
/** Kinds of question whose answer shows a cue of the same name. */
const TELLING = ['reason', 'problem', 'evaluation', 'purpose', 'input', 'origin', 'naming', 'compare'] as const;
/** A question without a word of its own says nothing of what the abstract must hold. */
const NO_TERMS = 0.7;
const LITTLE = 0.15;
const MOST_MEANING = 2;

/**
 * What speaks for and against an answer: whether its slot is filled in the best sentence ("empty") or anywhere
 * ("nowhere"), whether the question's words and names stand there, and how clearly the best sentence leads. The kind
 * of a question alone is no feature.
 */
export function verdictFeatures(
  query: Query,
  slot: Slot,
  passage: Passage,
  ranking: Ranking,
): ReadonlyMap<string, number> {
  const features = new Map<string, number>([['bias', 1]]);
  const { matched, order, shares, scores } = ranking;
  const { matches } = matched;
  const [best = 0, second] = order;
  const terms = query.terms.map((_, t) => t);
  // what the title says need not be said again
  const asked =
    slot.kind === 'model' || slot.kind === 'dataset'
      ? slot.focus.at(-1)?.stems.at(-1)
      : slot.kind === 'figure'
        ? query.words[1 + query.words.findIndex((word) => /^how$/i.test(word.text))]?.stems.at(-1)
        : undefined;
  const gist = query.kinds.has('gist') && best === passage.thesis;
  const titled = query.terms.map((term) => {
    const stem = term.stems.at(-1)!;
    // nor need the name of a model be called a model, a speed fast, or the main idea by that name
    const understood =
      ((stem === asked || settles(slot)) && matched.fills[best]! >= UNDERSTOOD) || (gist && term.light);
    return passage.titleStems.has(stem) || understood ? 1 : 0;
  });
  const soft = terms.map((t) => Math.max(titled[t]!, ...matches.map((row) => row[t]!.soft)));
  const exact = terms.map((t) => Math.max(titled[t]!, ...matches.map((row) => row[t]!.exact)));
  const here = terms.map((t) =>
    Math.max(
      TITLED * titled[t]!,
      matches[best]![t]!.soft,
      second === undefined ? 0 : SECOND * matches[second]![t]!.soft,
    ),
  );
  const meaning = query.terms.map((term) => term.importance);

  features.set('share', shares[best]!);
  features.set('shareOfTwo', shares[best]! + (second === undefined ? 0 : shares[second]!));
  features.set('margin', second === undefined ? 1 : Math.min(4, scores[best]! - scores[second]!) / 4);
  features.set('hinted', matched.hinted[best]!);
  features.set('hintedMost', Math.max(...matched.hinted));
  features.set('softPassage', mean(soft, meaning));
  features.set('exactPassage', mean(exact, meaning));
  features.set('weighed', mean(here, matched.importance));
  features.set('weighedPassage', mean(soft, matched.importance));
  if (query.vector.length > 0) {
    features.set('cosine', Math.max(matched.cosine[best]!, second === undefined ? 0 : matched.cosine[second]!));
    features.set('cosinePassage', dot(query.vector, passage.vector));
  }

  if (terms.length > 0) {
    features.set('absentCount', terms.filter((t) => soft[t]! < FOUND && meaning[t]! >= 0.5).length / 2);
    features.set('absentMost', Math.max(...terms.map((t) => (1 - soft[t]!) * Math.min(MOST_MEANING, meaning[t]!))));
    // "and on GAIA?": all that it says is what the abstract must speak of
    if (query.elliptic) features.set('elliptic.absent', 1 - Math.min(...soft));
    if (query.kinds.has('whether')) {
      const said = terms.filter((t) => !query.terms[t]!.name);
      if (said.length > 0) features.set('whether.least', 1 - Math.min(...said.map((t) => here[t]!)));
    }
  }
  if (query.earlier.length > 0) features.set('earlier', matched.earlierSoft[best]!);
  features.set('score', scores[best]! / 10);

  const names = terms.filter((t) => query.terms[t]!.name);
  const near = (t: number) =>
    Math.max(titled[t]!, ...[best - 1, best, best + 1].map((i) => matches[i]?.[t]?.exact ?? 0));
  const missing = names.some((t) => exact[t]! < SURE && soft[t]! < SURE);
  if (missing) features.set('nameMissing', 1);
  if (names.every((t) => exact[t]! >= SURE) && names.some((t) => near(t) < SURE)) features.set('nameMissingHere', 1);
  if (names.length > 0 && names.every((t) => near(t) >= SURE)) features.set('nearNames', 1);

  if (slot.kind === 'open') {
    features.set('open.least', Math.min(1, ...here));
    features.set('open.soft', mean(here, matched.importance));
    const telling = TELLING.filter((kind) => query.kinds.has(kind));
    const { cues } = passage.sentences[best]!;
    if (telling.length > 0) features.set(telling.some((kind) => cues.has(kind)) ? 'open.cue' : 'open.noCue', 1);
  } else {
    const fill = matched.fills[best]!;
    features.set('filled', fill);
    features.set(`${slot.kind}.empty`, 1 - fill);
    features.set(`${slot.kind}.nowhere`, 1 - Math.max(...matched.fills));
    if (fill > 0 && titled.some((share) => share < 1))
      features.set(`${slot.kind}.apart`, 1 - matched.nearNumber[best]!);
    if (missing) features.set('slot.nameMissing', 1);
    if (!missing && names.some((t) => matches[best]![t]!.exact < SURE && titled[t] === 0))
      features.set('slot.nameBeside', 1);
  }
  if (query.elliptic) features.set('elliptic', 1);
  return features;
}

function mean(found: readonly number[], weights: readonly number[]): number {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const sum = found.reduce((total, value, t) => total + value * weights[t]!, LITTLE * NO_TERMS);
  return sum / (all + LITTLE);
}
