import { beforeAll, describe, expect, test } from 'vitest';
import { type Corpus, encodeCorpus } from '../adapters/train/corpus.ts';
import { type Random, seededRandom } from '../adapters/train/random.ts';
import { paperTokeniser } from '../adapters/train/tokenised-papers.ts';
import { train } from '../adapters/train/training.ts';
import type { TrainingPaper } from '../adapters/train/training-paper.ts';
import { trainingPhases } from '../adapters/train/training-phases.ts';
import { defaultSettings, trainingSteps } from '../adapters/train/training-settings.ts';
import { initialState, meanLoss } from '../adapters/train/training-state.ts';
import { selectVocabulary } from '../adapters/train/vocabulary.ts';
import { readSemanticTable } from '../src/search/semantic/table.ts';
import { dot } from '../src/search/semantic/vectors.ts';
import { writeSemanticTable } from '../src/search/semantic/write-table.ts';

const TOPICS = 100;
const WORDS_OF_A_TOPIC = 8;

/**
 * Papers on a hundred topics with words of their own. Each topic has two synonyms, "synoa7" and "synob7", of which the
 * title of a paper has the one or the other and never both.
 */
function syntheticPapers(count: number, random: Random): TrainingPaper[] {
  return Array.from({ length: count }, (_, i) => {
    const topic = i % TOPICS;
    const synonym = `syno${Math.floor(i / TOPICS) % 2 === 0 ? 'a' : 'b'}${topic}`;
    const words = () => Array.from({ length: 4 }, () => `word${topic}x${Math.floor(random() * WORDS_OF_A_TOPIC)}`);
    const noise = () => `noise${Math.floor(random() * 50)}`;
    return {
      title: `${synonym} ${noise()} paper${i}`,
      abstract: `${words().join(' ')} ${noise()}. Results ${words().join(' ')} ${noise()}.`,
    };
  });
}

function corpusOf(papers: readonly TrainingPaper[], settings: { words: number; bigrams: number; hashed: number }) {
  const tokeniser = paperTokeniser();
  for (const paper of papers) tokeniser.add(paper);
  const tokenised = tokeniser.finish();
  const vocabulary = selectVocabulary(tokenised, settings);
  const words = vocabulary.words.map((type) => tokenised.types[type]!);
  return { words, corpus: encodeCorpus(tokenised, vocabulary, settings.hashed) };
}

const small = { bigrams: 0, hashed: 64, dimensions: 64, batch: 32 };

describe('training', () => {
  const settings = { ...defaultSettings(2000), ...small, epochs: 10 };
  const { words, corpus } = corpusOf(syntheticPapers(2000, seededRandom(4)), settings);
  const losses: number[] = [];
  let cosine: (a: string, b: string) => number = () => Number.NaN;
  const synonyms = (a: number, b: number) => cosine(`synoa${a}`, `synob${b}`);

  beforeAll(async () => {
    const values = await train(corpus, settings, (_, loss) => losses.push(loss));
    const { hashed, dimensions } = settings;
    const table = readSemanticTable(writeSemanticTable({ words, hashed, bigrams: [], dimensions, values }));
    cosine = (a, b) => dot(table.embed(a), table.embed(b));
  });

  test('puts synonyms nearer than strangers, though no paper has both', () => {
    const topics = [...Array(TOPICS).keys()];
    const nearest = (a: number) => topics.reduce((best, b) => (synonyms(a, b) > synonyms(a, best) ? b : best));
    const found = topics.filter((topic) => nearest(topic) === topic);
    expect(found.length).toBeGreaterThanOrEqual(0.9 * TOPICS);
  });

  test('says every step and its loss, which falls from that of guessing', () => {
    expect(losses).toHaveLength(trainingSteps(corpus.papers, settings));
    expect(losses[0]).toBeGreaterThan(0.5 * Math.log(settings.batch));
    expect(losses.at(-1)).toBeLessThan(0.7 * losses[0]!);
  });
});

describe('the table', () => {
  const settings = { ...defaultSettings(300), ...small, dimensions: 8, epochs: 2 };
  const { corpus } = corpusOf(syntheticPapers(300, seededRandom(4)), settings);

  test('is the same for a seed, and another for another', async () => {
    const first = await train(corpus, settings, () => {});
    expect(await train(corpus, settings, () => {})).toEqual(first);
    expect(await train(corpus, { ...settings, seed: 2 }, () => {})).not.toEqual(first);
  });

  test.each([2, 3])('is the same to the last bit with %i threads', async (threads) => {
    expect(inTurn(corpus, { ...settings, threads })).toEqual(await train(corpus, settings, () => {}));
  });

  test('is trained by the gradient of its loss: the same as from small steps in either direction', () => {
    const { batch, dimensions } = settings;
    const state = initialState(corpus, settings);
    const phases = trainingPhases(corpus, settings, state, 0).slice(0, 4);
    const lossNow = () => {
      for (const phase of phases) phase(0);
      return meanLoss(state);
    };
    const gradient = (row: number, k: number) => {
      let sum = 0;
      for (let text = 0; text < 2 * batch; text++)
        for (let i = 0; i < state.counts[text]!; i++)
          if (state.rows[text * corpus.mostRows + i] === row)
            sum += state.weights[text * corpus.mostRows + i]! * state.gradients[text * dimensions + k]!;
      return sum;
    };
    lossNow();
    const steepest = [...new Set([...state.rows.subarray(0, 5), ...state.rows.subarray(batch * corpus.mostRows)])]
      .slice(0, 8)
      .flatMap((row) => Array.from({ length: dimensions }, (_, k) => ({ row, k, expected: gradient(row, k) })))
      .sort((a, b) => Math.abs(b.expected) - Math.abs(a.expected))
      .slice(0, 10);
    for (const { row, k, expected } of steepest) {
      const at = row * dimensions + k;
      const value = state.table[at]!;
      const step = 1e-3;
      state.table[at] = value + step;
      const above = lossNow();
      state.table[at] = value - step;
      const below = lossNow();
      state.table[at] = value;
      expect((above - below) / (2 * step) / expected).toBeCloseTo(1, 1);
    }
  });

  /** Threads that take turns, phase by phase: what the barrier makes of real ones. */
  function inTurn(trained: Corpus, chosen: typeof settings): Float32Array {
    const state = initialState(trained, chosen);
    const threads = Array.from({ length: chosen.threads }, (_, i) => trainingPhases(trained, chosen, state, i));
    for (let step = 0; step < trainingSteps(trained.papers, chosen); step++)
      for (const phase of threads[0]!.keys()) for (const phases of threads) phases[phase]!(step);
    return state.table;
  }
});
