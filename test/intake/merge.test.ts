import { expect, test } from 'vitest';
import { mergeRecords } from '../../src/intake/merge.ts';
import type { PaperRecord } from '../../src/papers/paper.ts';

const known: PaperRecord = {
  arxivId: '2504.07491',
  title: 'Kimi-VL Technical Report',
  abstract: 'We present Kimi-VL.',
  authors: ['Kimi Team'],
  listedOn: '2025-04-11',
  version: 1,
};
const merged = (incoming: Partial<PaperRecord>) =>
  mergeRecords(known, { title: known.title, abstract: known.abstract, ...incoming });

test('a higher version brings its text and its authors, a lower one neither', () => {
  const second = { version: 2, title: 'Kimi-VL', abstract: 'Shorter.', authors: ['Ada', 'Bob'] };
  expect(merged(second)).toEqual({ ...known, ...second });
  expect(merged({ ...second, version: 0 })).toEqual(known);
});

test('a higher version without an abstract leaves the text, and the version that it is of, as they are', () => {
  expect(merged({ version: 2, abstract: ' ' })).toEqual(known);
});

test('of one version the longer text stands, so that two sources don’t take turns', () => {
  const longer = { version: 1, abstract: 'We present Kimi-VL, which is open.' };
  const after = merged(longer);
  expect(after.abstract).toBe(longer.abstract);
  expect(mergeRecords(after, known)).toEqual(after);
});

test('a text that is only broken into lines differently does not take the place of an unbroken one', () => {
  const broken = { version: 1, title: 'Kimi-VL\n  Technical Report', abstract: 'We present\n  Kimi-VL.' };
  expect(merged(broken)).toEqual(known);
  expect(mergeRecords({ ...known, ...broken }, known)).toEqual(known);
});

test('what a source leaves out, or gives empty, stays', () => {
  expect(merged({ authors: [], keywords: [], links: [] })).toEqual(known);
});

test('it was first listed on the earliest day, and published at the earliest moment', () => {
  expect(merged({ listedOn: '2025-04-10' }).listedOn).toBe('2025-04-10');
  expect(merged({ listedOn: '2025-04-12' }).listedOn).toBe('2025-04-11');
  const after = merged({ publishedAt: '2025-04-10T06:48:26Z' });
  expect(mergeRecords(after, { ...known, publishedAt: '2025-04-10T07:00:00+02:00' }).publishedAt).toBe(
    '2025-04-10T07:00:00+02:00',
  );
  expect(mergeRecords(after, { ...known, publishedAt: 'last week' }).publishedAt).toBe('2025-04-10T06:48:26Z');
});

test('links come together, each once', () => {
  const code = { kind: 'code', url: 'https://github.com/moonshot/kimi' } as const;
  const page = { kind: 'project', url: 'https://kimi.example' } as const;
  const after = merged({ links: [code] });
  expect(mergeRecords(after, { ...known, links: [page, { ...code, url: `${code.url}/` }] }).links).toEqual([
    code,
    page,
  ]);
});
