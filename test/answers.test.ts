import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDataFile } from '../adapters/data-files.ts';
import { evalAnswer } from '../adapters/eval/answer.ts';
import { type ScoredAnswer, score } from '../adapters/eval/answer-score.ts';
import { shippedResources } from '../adapters/shipped-resources.ts';
import { type Answer, createAnswerer } from '../src/answers/answer.ts';
import { THRESHOLDS } from '../src/answers/weights.ts';
import { findLinks } from '../src/papers/links.ts';
import { parsePage } from '../src/papers/page.ts';
import { makePaper } from '../src/papers/paper.ts';

const answerer = createAnswerer(shippedResources());

const heron = makePaper({
  title: 'HERON: Teaching Small Language Models to Check Their Own Arithmetic',
  abstract:
    'Small language models often make arithmetic mistakes that they cannot detect. ' +
    'Existing verifiers are large and expensive to run. ' +
    'We introduce HERON, a training recipe that teaches a small model to check its own calculations. ' +
    'HERON has two stages: (1) supervised fine-tuning on synthetic corrections, and (2) reinforcement learning with a rule-based reward. ' +
    'We start from Qwen2.5-1.5B and train on 40K problems taken from GSM8K. ' +
    'On MATH500, HERON improves accuracy from 41.2% to 49.8% without a separate verifier. ' +
    'However, it still fails on geometry problems that need a figure. ' +
    'Our code is available at https://github.com/example/heron.',
});
const kestrel = makePaper({
  title: 'Kestrel: Streaming Speech Translation on a Phone',
  abstract:
    'Speech translation usually needs a server. ' +
    'We present Kestrel, which translates speech on a phone with a delay of 300 ms. ' +
    'Human listeners preferred it over the cloud baseline in a blind study.',
});

const ask = (text: string, ...history: string[]): Answer => answerer.answer({ text, history, papers: [heron] });
const quote = (answer: Answer): string => (answer.kind === 'answered' ? answer.evidence[0]!.text : answer.kind);

describe('an answer is the sentence that says it', () => {
  it.each([
    ['which model did they start from?', 'We start from Qwen2.5-1.5B'],
    ['how many problems do they train on?', '40K problems'],
    ['how much better is it on MATH500?', 'from 41.2% to 49.8%'],
    ['what are the two stages?', 'HERON has two stages'],
    ['what is HERON?', 'We introduce HERON'],
    ['what is wrong with existing verifiers?', 'large and expensive'],
    ['what does it still fail at?', 'fails on geometry'],
    ['what dataset do they use?', 'GSM8K'],
    ['do they need a verifier?', 'without a separate verifier'],
    ["what's the main idea?", 'We introduce HERON'],
  ])('%s', (question, expected) => {
    expect(quote(ask(question))).toContain(expected);
  });

  it('is joined by a second one where it is less sure', () => {
    const evidence = (question: string) => {
      const answer = ask(question);
      return answer.kind === 'answered' ? answer.evidence : [];
    };
    const [sure, ...rest] = evidence('which model did they start from?');
    expect(sure?.score).toBeGreaterThanOrEqual(THRESHOLDS.sure);
    expect(rest).toEqual([]);
    const [unsure, second] = evidence('how is it trained?');
    expect(unsure?.score).toBeLessThan(THRESHOLDS.sure);
    expect(second?.score).toBeLessThanOrEqual(unsure?.score ?? 0);
  });
});

describe('it says so where the abstract does not say', () => {
  it.each([
    ['how many GPUs did they use?', 'number of GPUs'],
    ['how many layers does the model have?', 'number of layers'],
    ['which reward model do they use?', 'name for the reward model'],
    ['are the weights released?', 'word on a release'],
    ['which gpu do I need?', 'word on hardware'],
    ['will it run on my laptop?', 'word on hardware'],
    ['can I use it commercially?', 'word on a licence'],
  ])('%s', (question, missing) => {
    const answer = ask(question);
    if (answer.kind === 'answered') throw new Error(`answered with: ${answer.evidence[0]?.text}`);
    expect(answer.kind).toBe('not-stated');
    expect(answer.missing).toBe(missing);
    expect(answer.nearest).toEqual(answer.ranked[0]);
  });

  it('tells a question about something else apart', () => {
    expect(ask('how do the robots grasp fragile fruit?').kind).toBe('off-topic');
  });

  it('judges by what the abstract says, not by the kind of question', () => {
    expect(ask('how many stages does it have?').kind).toBe('answered');
    expect(ask('how many annotators did it have?').kind).toBe('not-stated');
  });

  it('takes what a work beats for no base of it, and a name for no winner', () => {
    const rivals = makePaper({
      title: 'Osprey: A Small Planner for Web Agents',
      abstract:
        'Web agents plan poorly. We introduce Osprey, a small planner. Osprey surpasses GPT-4o by 3.1 points on WebArena.',
    });
    const asked = (text: string) => answerer.answer({ text, history: [], papers: [rivals] }).kind;
    expect(asked('which base model is it fine-tuned from?')).toBe('not-stated');
    expect(ask('which model is best?').kind).toBe('not-stated');
  });
});

describe('what is long, fast or big', () => {
  const swift = makePaper({
    title: 'Swift: Reading Whole Books',
    abstract:
      'Books are long. We present Swift, a reader with a 256K extended context window. It renders a summary in one second. ' +
      'We collect a dataset of 764 questions on novels.',
  });
  it.each([
    ['how long can its context be?', '256K'],
    ['how fast is it?', 'in one second'],
    ['how many examples are in the dataset?', '764'],
    ['what dataset did they collect?', '764'],
  ])('%s', (text, expected) => {
    expect(quote(answerer.answer({ text, history: [], papers: [swift] }))).toContain(expected);
  });
});

describe('what it runs on and under which terms', () => {
  const plover = makePaper({
    title: 'Plover: A Pocket Translator',
    abstract:
      'Translators need a data centre. We present Plover, which was trained on eight A100 GPUs. ' +
      'It beats larger models on four language pairs. Everything is free under an Apache 2.0 licence.',
  });
  it.each([
    ['which gpu did they use?', 'A100'],
    ['what hardware was it trained on?', 'A100'],
    ['under what license is it?', 'Apache 2.0'],
    ['can we use it in a commercial product?', 'Apache 2.0'],
  ])('%s', (text, expected) => {
    expect(quote(answerer.answer({ text, history: [], papers: [plover] }))).toContain(expected);
  });
});

describe('what is no question', () => {
  it.each(['', '((((', '😀😀', '\n\n', 'is is is'])('%j is not answered', (text) => {
    expect(ask(text)).toMatchObject({ kind: 'not-stated', confidence: 0 });
  });

  it('may be long without harm', () => {
    expect(ask('how many '.repeat(330)).ranked).toHaveLength(3);
  });
});

describe('a follow-up is understood from the question before it', () => {
  it('does not ask for hardware once more', () => {
    expect(ask('how is it trained?', 'will it run on my laptop?').kind).toBe('answered');
  });

  it('takes over what it leaves out', () => {
    expect(quote(ask('and the base model?', 'how many problems do they train on?'))).toContain('Qwen2.5-1.5B');
    expect(quote(ask('what is the second one?', 'what are the two stages?'))).toContain('(2) reinforcement learning');
  });
});

describe('links', () => {
  it('answer a question for the code with the sentence and its URL', () => {
    const answer = ask('is the code out?');
    expect(quote(answer)).toContain('Our code is available');
    expect(answer.links).toEqual([{ kind: 'code', url: 'https://github.com/example/heron' }]);
  });

  it('are not given to other questions, nor invented', () => {
    expect(ask('which model did they start from?').links).toEqual([]);
    expect(ask('how much does it help with code generation?').links).toEqual([]);
    const answer = answerer.answer({ text: 'any code for this?', history: [], papers: [kestrel] });
    expect(answer).toMatchObject({ kind: 'not-stated', links: [] });
  });

  it('count a promise as an answer', () => {
    const promised = makePaper({ title: 'A', abstract: `${kestrel.abstract} The code will be released soon.` });
    const answer = answerer.answer({ text: 'is the code available?', history: [], papers: [promised] });
    expect(quote(answer)).toBe('The code will be released soon.');
  });
});

describe('several papers', () => {
  it('are answered from the one that says it', () => {
    const answer = answerer.answer({ text: 'what delay does it have?', history: [], papers: [heron, kestrel] });
    expect(answer.ranked[0]?.paperId).toBe(kestrel.id);
  });

  it('of a whole corpus are those that speak of the matter, at most three', () => {
    const found = answerer.answerAcross('how well do small models check their own arithmetic?', [kestrel, heron]);
    expect(found.map(({ paper }) => paper.id)).toEqual([heron.id]);
    expect(answerer.answerAcross('who won the football match?', [kestrel, heron])).toEqual([]);
  });

  it('are asked a follow-up in the light of the question before it', () => {
    const asked = (...history: string[]) =>
      answerer.answerAcross('and on MATH500?', [kestrel, heron], history).map(({ answer }) => quote(answer));
    expect(asked('how much better is it?')).toEqual([expect.stringContaining('from 41.2% to 49.8%')]);
    expect(answerer.answerAcross('and how many?', [kestrel, heron], ['how many problems do they train on?'])).toEqual([
      expect.objectContaining({ paper: heron }),
    ]);
    expect(answerer.answerAcross('and how many?', [kestrel, heron])).toEqual([]);
  });
});

describe('quotes are verbatim', () => {
  const { papers } = parsePage(readDataFile('hf-papers-page.txt'), 0);
  const words = 'how many which model did they use is the code out what about and second why better on MATH 7B 😀 “';

  it('whatever is asked of whichever paper', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...papers),
        fc.oneof(
          fc.string(),
          fc.shuffledSubarray(words.split(' ')).map((list) => list.join(' ')),
        ),
        fc.array(fc.string(), { maxLength: 2 }),
        (paper, text, history) => {
          const answer = answerer.answer({ text, history, papers: [paper] });
          for (const { paperId, start, end, text: said } of answer.ranked) {
            expect(paperId).toBe(paper.id);
            expect(said).toBe(paper.abstract.slice(start, end));
            expect(said.length).toBeGreaterThan(0);
          }
          expect(answer.confidence).toBeGreaterThanOrEqual(0);
          expect(answer.confidence).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('in the raw text of a paper that was never trimmed', () => {
    const abstract = '  \n We start from\nQwen2.5-1.5B. \n\n It works. ';
    const paper = { id: 'raw', title: '', abstract, links: findLinks(abstract) };
    const [first] = answerer.answer({ text: 'which model?', history: [], papers: [paper] }).ranked;
    expect(first?.text).toBe('We start from\nQwen2.5-1.5B.');
    expect(abstract.slice(first?.start, first?.end)).toBe(first?.text);
  });

  it('and there are none where there is nothing to quote', () => {
    const empty = { id: 'empty', title: 'No abstract', abstract: '', links: [] };
    expect(answerer.answer({ text: 'what is it?', history: [], papers: [empty] })).toMatchObject({
      kind: 'not-stated',
      ranked: [],
    });
    expect(answerer.answer({ text: 'what is it?', history: [], papers: [] }).ranked).toEqual([]);
  });

  it('without the semantic table and the lexicon too', () => {
    const answer = createAnswerer({}).answer({
      text: 'which model did they start from?',
      history: [],
      papers: [heron],
    });
    expect(answer.ranked[0]?.text).toContain('Qwen2.5-1.5B');
  });
});

const QUESTIONS = fileURLToPath(new URL('../../shared/answers', import.meta.url));

describe.skipIf(!existsSync(QUESTIONS))('on the question sets (skipped where ../shared/answers is absent)', () => {
  const scoreOf = (set: string, kind?: RegExp) => {
    const file = join(QUESTIONS, `${set}-dev.jsonl.gz`);
    const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
    const answers: ScoredAnswer[] = [];
    evalAnswer(['--questions', file], (line) => answers.push(JSON.parse(line)), answerer);
    const rows = lines.map((line, i) => ({ question: JSON.parse(line), answer: answers[i]! }));
    return score(
      rows.filter(({ question }) => kind === undefined || (kind.test(question.kind) && question.history.length > 0)),
    );
  };

  it('stays above its floors on papers', () => {
    const all = scoreOf('papers');
    expect(all.precisionAt1).toBeGreaterThanOrEqual(0.9);
    expect(all.recallAt2).toBeGreaterThanOrEqual(0.95);
    expect(all.refused).toBeLessThanOrEqual(0.04);
    expect(all.unansweredF1).toBeGreaterThanOrEqual(0.9);
    expect(all.endToEnd).toBeGreaterThanOrEqual(0.92);
    expect(scoreOf('papers', /chain/).precisionAt1).toBeGreaterThanOrEqual(0.85);
    expect(scoreOf('off-topic').unansweredRecall).toBeGreaterThanOrEqual(0.72);
  });

  it('and on other prose', () => {
    expect(scoreOf('wikiqa').precisionAt1).toBeGreaterThanOrEqual(0.62);
    expect(scoreOf('trecqa').precisionAt1).toBeGreaterThanOrEqual(0.75);
  });
});
