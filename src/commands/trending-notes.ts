import { clock as clockTime, describeDay, describeDue, listed } from '../digest/schedule-words.ts';
import { wallClock } from '../digest/time-zone.ts';
import { say } from '../messages/markup.ts';
import { type Block, plain, type Text } from '../messages/message.ts';
import { SIGNAL_KINDS } from '../papers/signal.ts';
import { EXPECTED } from '../trending/expectation.ts';
import { lastCounted, listName, sourceName } from '../trending/freshness.ts';
import { signed } from '../trending/score.ts';
import type { Standings } from '../trending/standings.ts';
import { TEAM_WEIGHTS } from '../trending/team-points.ts';
import type { TrendingView } from '../trending/trending.ts';
import type { TrendingWindow } from '../trending/windows.ts';
import type { Context } from './command.ts';
import type { TrendingWish } from './trending-wish.ts';

const STRETCH: Readonly<Record<TrendingWindow, string>> = {
  day: 'the last 24 hours',
  week: 'the last 7 days',
  month: 'the last 30 days',
};

/** What the order rests on, how fresh that is, and how to see the arithmetic. */
export function standingNote(wish: TrendingWish, standing: Standings, context: Context): Block {
  if (standing.basis === 'page') {
    const orders = [
      ...standing.lists.map((source) => `the order of ${listName(source)}`),
      ...(standing.hasSignals ? ['what was made of them here'] : []),
    ];
    return { kind: 'finePrint', text: say`No votes are known, so this is ${listed(orders)}.` };
  }
  const hint = wish.explain ? [] : say` How each score comes about: \`/papers ${typedToExplain(wish)}\`.`;
  return {
    kind: 'finePrint',
    text: [...widened(wish, standing), ...freshness(standing.window, context), ...hint],
  };
}

/** As a person would type it: "trending explain rising week agents". */
function typedToExplain({ topic, view, window }: TrendingWish): string {
  const words = [
    'trending',
    'explain',
    ...(view === 'top' ? [] : [view]),
    ...(window === 'day' ? [] : [window]),
    topic,
  ];
  return words.join(' ').trim();
}

/** "Nothing of this in the last 24 hours, so these are the last 7 days. " */
function widened({ window, topic }: TrendingWish, standing: Standings): Text {
  if (standing.window === window) return [];
  const what = topic === '' ? 'Nothing' : 'Nothing about this';
  return say`${what} was listed or gained a vote in ${STRETCH[window]}, so this is about ${STRETCH[standing.window]}. `;
}

function freshness(window: TrendingWindow, { library, clock, user }: Context): Text {
  const now = clock.now();
  const last = lastCounted(library.observations(), now.getTime());
  if (last === undefined) return say`Votes of ${STRETCH[window]}.`;
  const zone = user.timeZone ?? 'UTC';
  const at = new Date(last.at);
  const wall = new Date(wallClock(zone, last.at));
  const isToday = describeDay(at, zone) === describeDay(now, zone);
  const moment = isToday ? clockTime(wall.getUTCHours(), wall.getUTCMinutes()) : describeDue(at, zone);
  const text = user.timeZone === undefined ? `${moment} UTC` : moment;
  return [
    ...say`As of `,
    { text, date: last.at },
    ...say` on ${sourceName(last.source)}, counting ${STRETCH[window]}.`,
  ];
}

const TEAM = SIGNAL_KINDS.map((kind) => `${kind} ${signed(TEAM_WEIGHTS[kind].points)}`).join(', ');
const STILL_EXPECTED = `Still expected in a paper’s first day: e^(${EXPECTED.start} + ${EXPECTED.growth}·ln(1 + votes) + ${EXPECTED.trackRecord}·track record of papers like it) − 1, less its votes so far; after that, a third of its votes of the last 24 hours.`;

/** The formula in two sentences. */
export function formulaNote(view: TrendingView, { basis }: Standings): Block {
  if (basis === 'page')
    return finePrint(
      `Without votes, the score is 400 / (19 + place on the list) + the team’s points. These are, a person: ${TEAM}.`,
    );
  if (view === 'rising') return finePrint(`The score is the votes still expected. ${STILL_EXPECTED}`);
  return finePrint(
    `The score is the votes gained + the votes still expected + the team’s points (a person: ${TEAM}). ${STILL_EXPECTED}`,
  );
}

function finePrint(text: string): Block {
  return { kind: 'finePrint', text: plain(text) };
}
