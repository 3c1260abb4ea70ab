import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findAbbreviations } from '../../src/papers/abbreviations.ts';
import { findLinks } from '../../src/papers/links.ts';
import { makePaper } from '../../src/papers/paper.ts';
import { readingForm } from '../../src/papers/reading-form.ts';
import { shortName } from '../../src/papers/short-name.ts';
import { paperSlug } from '../../src/papers/slug.ts';

describe('the short name of a title', () => {
  test.each([
    ['Kimi-VL Technical Report', 'Kimi-VL'],
    ['Skywork R1V: Pioneering Multimodal Reasoning', 'Skywork R1V'],
    ['xCoT: Cross-lingual Instruction Tuning', 'xCoT'],
    ['QFFT, Question-Free Fine-Tuning for Adaptive Reasoning', 'QFFT'],
    ['Mixture of insighTful Experts (MoTE): The Synergy of Thought Chains', 'MoTE'],
    ['Model soups: averaging weights of multiple fine-tuned models', 'Model soups'],
    ['Exploring the Effect of Reinforcement Learning on Video Understanding: Insights', undefined],
    ['Why think step by step? Reasoning emerges from the locality of experience', undefined],
    ['Mixture of Routers', undefined],
  ])('%s -> %s', (title, name) => {
    expect(shortName(title)).toBe(name);
  });
});

describe('the reading form', () => {
  test.each([
    ['gains of \\textbf{4.5\\%} on', 'gains of 4.5% on'],
    ["a ``chain-of-thought'' prompt", 'a “chain-of-thought” prompt'],
    ['Chain-of-Thought~(CodeCoT)', 'Chain-of-Thought (CodeCoT)'],
    ['up to ~70% less', 'up to ~70% less'],
    ['66.3 %rightarrow73.4 % on', '66.3 % → 73.4 % on'],
    ['from O(d^2) to O(d)', 'from O(d²) to O(d)'],
    ['at $\\pi_0$ and $\\sim$3x', 'at π_0 and ~3x'],
    ['{\\bf mix-cd} and \\emph{why}', 'mix-cd and why'],
    ['see \\url{https://a.org/x_y}.', 'see https://a.org/x_y.'],
    ['at https://a.org/X{https://a.org/X}.', 'at https://a.org/X.'],
    ['reasoning\n  over lines', 'reasoning over lines'],
    ['the <think> tag & more', 'the <think> tag & more'],
  ])('%s -> %s', (source, reading) => {
    expect(readingForm(source)).toBe(reading);
  });

  test('never throws and never grows blanks', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readingForm(text)).not.toMatch(/^\s|\s$/);
      }),
    );
  });
});

describe('links', () => {
  test.each([
    ['Code: https://github.com/sail-sg/CPO.', 'code', 'https://github.com/sail-sg/CPO'],
    ['(https://github.com/Facico/Fusion.)', 'code', 'https://github.com/Facico/Fusion'],
    ['at https://github.com/UCSB/Prereq_tune.git', 'code', 'https://github.com/UCSB/Prereq_tune'],
    ['Project Page: https://jarvisart.vercel.app/.', 'project', 'https://jarvisart.vercel.app/'],
    ['see https://huggingface.co/nvidia/AceReason-7B', 'model', 'https://huggingface.co/nvidia/AceReason-7B'],
    ['on https://huggingface.co/datasets/a/b,', 'dataset', 'https://huggingface.co/datasets/a/b'],
    ['our code is at https://example.org/a_(b)', 'code', 'https://example.org/a_(b)'],
    ['as in https://arxiv.org/abs/2504.07491', 'paper', 'https://arxiv.org/abs/2504.07491'],
  ])('%s', (text, kind, url) => {
    expect(findLinks(text)).toEqual([{ kind, url }]);
  });

  test('the same address twice is one link', () => {
    const paper = makePaper({
      title: 'A',
      abstract: 'Code: https://a.org/x/.',
      links: [{ kind: 'code', url: 'https://A.org/x' }],
    });
    expect(paper.links).toEqual([{ kind: 'code', url: 'https://A.org/x' }]);
  });
});

describe('abbreviations that a text defines', () => {
  test.each([
    ['with Chain-of-Thought (CoT) prompts', 'CoT', 'Chain-of-Thought'],
    ['large language models (LLMs) can', 'LLM', 'large language models'],
    ['the RAFT (Retrieval Augmented Fine-Tuning) method', 'RAFT', 'Retrieval Augmented Fine-Tuning'],
    ['via Proximal Policy Optimization (PPO)', 'PPO', 'Proximal Policy Optimization'],
    ['Tree of Thoughts (ToT)', 'ToT', 'Tree of Thoughts'],
    ['a self-taught reasoner (STaR)', 'STaR', 'self-taught reasoner'],
  ])('%s', (text, short, long) => {
    expect(findAbbreviations(text)).toEqual([{ short, long }]);
  });

  test.each(['distilled from large models (e.g., DeepSeek R1)', 'on four tasks (see Table 2)', 'gains (up to 5%)'])(
    'none in: %s',
    (text) => {
      expect(findAbbreviations(text)).toEqual([]);
    },
  );
});

describe('slugs', () => {
  test('depend on the words of the title alone', () => {
    expect(paperSlug('  Fractured Chain-of-Thought  Reasoning ')).toBe('fractured-chain-of-thought-reasoning');
    expect(paperSlug('fractured chain of thought reasoning')).toBe('fractured-chain-of-thought-reasoning');
  });

  test('of long titles that begin alike differ', () => {
    const begin = 'A very long title that says a lot about a method which nobody needs';
    expect(paperSlug(`${begin} today`)).not.toBe(paperSlug(`${begin} tomorrow`));
  });

  test('exist for a title without a Latin letter, and are short enough for any button', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (title) => {
        expect(paperSlug(title)).toMatch(/^[^\s]{1,60}$/u);
      }),
    );
  });
});

test('a paper has no date, author or arXiv id that its source did not give', () => {
  const paper = makePaper({ title: 'A title', abstract: 'An abstract.' });
  expect(paper).not.toHaveProperty('publishedAt');
  expect(paper).not.toHaveProperty('arxivId');
  expect(paper.authors).toEqual([]);
});
