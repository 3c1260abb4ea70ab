import { expect, test } from 'vitest';
import { warnDaily } from '../../adapters/ingest/warn-daily.ts';

test('the same warning is a warning once a day, and for the curious in between', () => {
  const lines: string[] = [];
  let hours = 0;
  const log = warnDaily(
    {
      info: (message) => void lines.push(`info ${message}`),
      warn: (message) => void lines.push(`warn ${message}`),
      error: (message) => void lines.push(`error ${message}`),
    },
    { now: () => new Date(hours * 3_600_000) },
  );
  for (const message of ['a', 'b', 'a']) log.warn(message);
  log.error('a');
  for (hours of [23, 24, 25]) log.warn('a');
  expect(lines).toEqual(['warn a', 'warn b', 'info a', 'error a', 'info a', 'warn a', 'info a']);
});
