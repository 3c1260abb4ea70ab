import type { Observation } from '../papers/paper.ts';

/** What was counted of papers, by paper and source, each in the order of its time. */
export interface Timelines {
  /**
   * Takes in what a source counted. What it leaves out is as it last said.
   *
   * @returns what is to be kept; undefined where it says nothing else than before, or where that moment is taken already
   */
  add(observation: Observation): Observation | undefined;
}

export function createTimelines(known: readonly Observation[]): Timelines {
  const lines = new Map<string, Observation[]>();
  const lineOf = ({ paperId, source }: Observation) => {
    const key = JSON.stringify([paperId, source]);
    const line = lines.get(key) ?? [];
    lines.set(key, line);
    return line;
  };
  for (const observation of known) lineOf(observation).push(observation);
  for (const line of lines.values()) line.sort((a, b) => a.at - b.at);
  return {
    add(observation) {
      const line = lineOf(observation);
      const after = line.findIndex(({ at }) => at > observation.at);
      const place = after < 0 ? line.length : after;
      const last = line[place - 1];
      const whole = last === undefined ? observation : { ...last, ...given(observation) };
      if (last !== undefined && (last.at === observation.at || saysTheSame(last, whole))) return undefined;
      line.splice(place, 0, whole);
      return whole;
    },
  };
}

/** Optional fields may also be there and undefined. */
function given(observation: Observation): Observation {
  const { paperId, source, at, votes, comments, stars, rank, hasCode } = observation;
  return {
    paperId,
    source,
    at,
    ...(votes === undefined ? {} : { votes }),
    ...(comments === undefined ? {} : { comments }),
    ...(stars === undefined ? {} : { stars }),
    ...(rank === undefined ? {} : { rank }),
    ...(hasCode === undefined ? {} : { hasCode }),
  };
}

function saysTheSame(a: Observation, b: Observation): boolean {
  return (
    a.votes === b.votes &&
    a.comments === b.comments &&
    a.stars === b.stars &&
    a.rank === b.rank &&
    a.hasCode === b.hasCode
  );
}
