import { expect, test } from 'vitest';
import { readOptions } from '../../adapters/ingest/options.ts';

const NOW = Date.UTC(2026, 2, 2, 8);

test.each([
  [[], { sources: [] }],
  [['--since', '2026-02-01'], { since: Date.UTC(2026, 1, 1), sources: [] }],
  [
    ['--days', '30', '--source', 'arxiv', '--source', 'page'],
    { since: NOW - 30 * 86_400_000, sources: ['arxiv', 'page'] },
  ],
])('%j is understood', (args, options) => {
  expect(readOptions(args, NOW)).toEqual(options);
});

test.each([
  [['--since', 'yesterday'], /takes a day that has come, like 2026-02-01, and not “yesterday”/],
  [['--since', '2026-02-30'], /takes a day/],
  [['--since', '2026-03-03'], /takes a day that has come/],
  [['--days', '0'], /takes a whole number from 1/],
  [['--days', '1e3'], /takes a whole number/],
  [['--days', '3', '--since', '2026-02-01'], /not both/],
  [['--all'], /--all/],
  [['arxiv'], /arxiv/],
])('%j is refused with a reason', (args, problem) => {
  expect(readOptions(args, NOW)).toEqual({ problem: expect.stringMatching(problem) });
});
