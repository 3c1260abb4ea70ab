import { PostRefused } from '../../../src/digest/post-refused.ts';
import type { Clock } from '../../../src/ports.ts';

/**
 * Slack takes one message a second in a channel (https://docs.slack.dev/apis/web-api/rate-limits#posting-messages), counted
 * where they arrive: a little more, as the first of two may have been longer on its way.
 */
const GAP = 1_100;
/** With the deadline of a call this stays below the 9 s that a post may take. */
export const LONGEST_WAIT = 2_500;
const MOST_LANES = 1_000;

/** Turns in lanes of their own, so that one that is held up holds up no other. */
export interface Pace {
  /**
   * Resolves when it is this caller's turn.
   *
   * @throws PostRefused for later where that is longer than 2.5 s away
   */
  turn(lane: string): Promise<void>;
  /** Slack wants quiet in the lane, in milliseconds from now. */
  hold(lane: string, ms: number): void;
}

interface Lane {
  /** When the next caller may go, in milliseconds since the epoch. */
  free: number;
  /** How often Slack wanted quiet: who waits since before that books again. */
  holds: number;
}

export function createPace({ clock, sleep }: { clock: Clock; sleep: (ms: number) => Promise<void> }): Pace {
  const lanes = new Map<string, Lane>();
  const now = () => clock.now().getTime();

  function laneOf(name: string): Lane {
    const known = lanes.get(name);
    if (known) return known;
    if (lanes.size >= MOST_LANES) dropIdle(lanes, now());
    const made = { free: 0, holds: 0 };
    lanes.set(name, made);
    return made;
  }

  return {
    async turn(name) {
      const lane = laneOf(name);
      const asked = now();
      let { at, holds } = book(lane, asked);
      for (let time = asked; time < at; time = now()) {
        await sleep(at - time);
        if (lane.holds > holds) ({ at, holds } = book(lane, asked));
      }
    },
    hold(name, ms) {
      const lane = laneOf(name);
      lane.holds++;
      lane.free = now() + ms;
    },
  };

  function book(lane: Lane, asked: number): { at: number; holds: number } {
    const at = Math.max(now(), lane.free);
    if (at - asked > LONGEST_WAIT) throw tooLong(at - now());
    lane.free = at + GAP;
    return { at, holds: lane.holds };
  }
}

function tooLong(after: number): PostRefused {
  return new PostRefused('Slack takes no more messages in this channel for now.', { kind: 'later', after });
}

function dropIdle(lanes: Map<string, Lane>, now: number): void {
  for (const [name, lane] of lanes) if (lane.free <= now) lanes.delete(name);
}
