import type { Selectable } from 'kysely';
import type { Observation } from '../../src/papers/paper.ts';
import type { Schema } from './schema.ts';

type Row = Selectable<Schema['observations']>;

export function observationRow(observation: Observation, change: number): Row {
  const { paperId, source, at, votes, comments, stars, rank, hasCode } = observation;
  return {
    paper_id: paperId,
    source,
    at,
    votes: votes ?? null,
    comments: comments ?? null,
    stars: stars ?? null,
    rank: rank ?? null,
    has_code: hasCode === undefined ? null : Number(hasCode),
    change,
  };
}

export function observationOf(row: Omit<Row, 'change'>): Observation {
  const { paper_id, source, at, votes, comments, stars, rank, has_code } = row;
  return {
    paperId: paper_id,
    source,
    at,
    ...(votes === null ? {} : { votes }),
    ...(comments === null ? {} : { comments }),
    ...(stars === null ? {} : { stars }),
    ...(rank === null ? {} : { rank }),
    ...(has_code === null ? {} : { hasCode: has_code === 1 }),
  };
}
