import type { Paper } from '../../src/papers/paper.ts';

/** As colleagues ask. */
const QUESTIONS = [
  'get a 7B model to do olympiad problems',
  'that photo editing agent',
  'chain of thought faithfulness',
  'rag + raft',
  'SFT vs RL generalisation',
  'does training on new facts make models lie',
  'shrink the thinking so it is cheaper',
  'which teacher model is best for distilling reasoning into a small student',
  'reinforcement learning for long video understanding',
  'how much does a model forget when it is fine-tuned on something else',
  'medical question answering with rule-based rewards',
  'catastrophic forgetting low-rank adapters',
  'GRPO',
  'text-to-SQL with thinking models',
  'overthinking',
  'when should a model call a tool instead of reasoning',
];
const EACH = 16;

/** Queries of every kind in like numbers: questions, titles, short names, titles with a slip, four words of an abstract. */
export function benchQueries(papers: readonly Paper[]): string[] {
  const every = (items: readonly string[]): string[] => {
    const step = Math.max(1, Math.floor(items.length / EACH));
    return items.filter((_, i) => i % step === 0).slice(0, EACH);
  };
  const titles = every(papers.map((paper) => paper.reading.title));
  const names = every(papers.flatMap((paper) => paper.name ?? []));
  const slips = every(papers.slice(7).map((paper) => withSlip(paper.reading.title)));
  const words = every(
    papers
      .slice(3)
      .map((paper) => paper.reading.abstract.split(' ').slice(12, 60))
      .map(longest),
  );
  return [...QUESTIONS, ...titles, ...names, ...slips, ...words];
}

/** Two neighbouring letters swapped in the longest word. */
function withSlip(title: string): string {
  const word = title.split(' ').reduce((a, b) => (b.length > a.length ? b : a));
  const at = word.length >> 1;
  return title.replace(word, `${word.slice(0, at - 1)}${word[at] ?? ''}${word[at - 1] ?? ''}${word.slice(at + 1)}`);
}

function longest(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .slice(0, 4)
    .join(' ');
}
