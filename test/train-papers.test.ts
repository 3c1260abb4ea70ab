import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { readTrainingPapers } from '../adapters/train/papers-file.ts';
import { PART, paperTokeniser } from '../adapters/train/tokenised-papers.ts';
import { bigramTypes, selectVocabulary } from '../adapters/train/vocabulary.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-train-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const graphs = '{"title": "Graph networks", "abstract": "We learn from graphs."}';
const robots = '{"title": "Robots", "abstract": "They walk. They fall.", "tldr": "Robots fall", "keywords": ["gait"]}';

describe('a file of papers', () => {
  test('is read plain and gzipped, whatever the ends of its lines', async () => {
    const plain = await readTrainingPapers(file('a.jsonl', `${graphs}\r\n\n${robots}`));
    const zipped = await readTrainingPapers(file('a.jsonl.gz', gzipSync(`${graphs}\n${robots}\n`)));
    expect(plain.papers.paperStart).toHaveLength(2 + 1);
    expect(plain.skipped).toBe('');
    expect(zipped).toEqual(plain);
  });

  test('loses its broken and its repeated rows, and says how many', async () => {
    const rows = [
      graphs,
      'no json',
      '{"title": "No abstract"}',
      '{"title": "Empty", "abstract": "  "}',
      '{"title": "Without a word", "abstract": "of the"}',
      '[]',
      '{"title": "Wrong", "abstract": "keywords", "keywords": "a, b"}',
      '{"title": "GRAPH  Networks.", "abstract": "Once more."}',
      robots,
    ];
    const { papers, skipped } = await readTrainingPapers(file('b.jsonl', rows.join('\n')));
    expect(papers.paperStart).toHaveLength(2 + 1);
    expect(skipped).toBe('6 broken rows (the first at line 2), 1 row with a title that came before');
  });

  test.each([
    ['that is not there', () => join(folder, 'none.jsonl'), 'no such file'],
    ['that is not there, gzipped', () => join(folder, 'none.jsonl.gz'), 'no such file'],
    ['that is a folder', () => folder, 'cannot be read'],
    ['cut short', () => file('cut.gz', gzipSync(graphs.repeat(100)).subarray(0, 60)), 'unexpected end of file'],
    ['that is not gzipped', () => file('plain.gz', graphs), 'incorrect header check'],
  ])('%s is a one-line error', async (_, path, message) => {
    const error: unknown = await readTrainingPapers(path()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'UserError', message: expect.stringContaining(message) });
    expect(String(error)).not.toContain('\n');
  });
});

test('a paper is its title, its sentences, its TL;DR and its keywords', () => {
  const tokeniser = paperTokeniser();
  tokeniser.add({
    title: 'Robots',
    abstract: 'They walk (at 3.5 km/h). "Falls" are rare.',
    tldr: 'Gait',
    keywords: ['leg'],
  });
  const { types, tokens, partStart, partKind } = tokeniser.finish();
  const parts = [...partKind].map((kind, part) => [
    kind,
    [...tokens.subarray(partStart[part], partStart[part + 1])].map((type) => types[type]).join(' '),
  ]);
  expect(parts).toEqual([
    [PART.title, 'robot'],
    [PART.sentence, 'walk 3.5 km h'],
    [PART.sentence, 'fall rare'],
    [PART.tldr, 'gait'],
    [PART.keyword, 'leg'],
  ]);
});

describe('the vocabulary', () => {
  const tokeniser = paperTokeniser();
  for (let i = 0; i < 40; i++)
    tokeniser.add({
      title: i < 10 ? 'visual servo' : `paper${i}`,
      abstract: `${i < 30 ? 'models' : 'robots'} ${i % 2 === 0 ? 'train' : 'test'} x${i} ${i < 2 ? 'rare' : 'common'}`,
    });
  const papers = tokeniser.finish();
  const named = (types: readonly number[]) => types.map((type) => papers.types[type]);

  test('holds the words of most papers, most frequent first, none of fewer than three papers', () => {
    const { words } = selectVocabulary(papers, { words: 100, bigrams: 100 });
    expect(named(words)).toEqual(['common', 'model', 'train', 'test', 'visual', 'servo', 'robot']);
  });

  test('is as large as was asked for', () => {
    const { words, bigrams } = selectVocabulary(papers, { words: 2, bigrams: 0 });
    expect(named(words)).toEqual(['common', 'model']);
    expect(bigrams).toEqual([]);
  });

  test('holds bigrams that belong together, not those of chance', () => {
    const { bigrams } = selectVocabulary(papers, { words: 100, bigrams: 100 });
    // "model train" stands there fifteen times, about as often as that many models and trains would meet by chance
    expect(bigrams.map((key) => named(bigramTypes(key)).join(' '))).toEqual(['visual servo']);
  });
});
