import type { Library } from '../library.ts';
import { say } from '../messages/markup.ts';
import type { Text } from '../messages/message.ts';
import { lastCounted } from '../trending/freshness.ts';
import type { Choice, DigestWish } from './choose.ts';
import { lastListed } from './observed.ts';
import { describeDay, describeDue, listed } from './schedule-words.ts';

const HOUR = 3_600_000;
/** A source that is asked every half hour and has counted nothing for a day and a bit does not answer. */
const LONGEST_SILENCE = 26 * HOUR;

/** What the sources said last: milliseconds since the epoch, and the day (YYYY-MM-DD) of the last list. */
interface LastNews {
  readonly heard?: number;
  readonly listed?: string;
}

export function lastNews(library: Library, now: number): LastNews {
  const heard = lastCounted(library.observations(), now)?.at;
  const day = lastListed(library.papers(), library.observations(), now);
  return { ...(heard === undefined ? {} : { heard }), ...(day === undefined ? {} : { listed: day }) };
}

/** Why there are fewer papers than wished for; undefined where the post is full. */
export function quietNote(
  choice: Choice,
  wish: DigestWish,
  moment: { readonly now: number; readonly since: number; readonly zone: string },
  news: () => LastNews,
): Text | undefined {
  const { basis, candidates, chosen } = choice;
  if (chosen.length >= wish.count) return undefined;
  const since = describeDue(new Date(moment.since), moment.zone);
  if (basis === 'page') return pageNote(choice, wish, since);
  const silence = chosen.length > 0 ? undefined : silenceNote(news(), moment);
  if (candidates === 0) {
    if (silence) return silence;
    const last = news().listed;
    if (last === undefined) return say`Nothing new since ${since}: no paper was listed, and none gained a vote.`;
    // what is listed without votes has no place among what trends
    const isListed = Date.parse(last) >= moment.since;
    return isListed
      ? say`Nothing new since ${since}: no paper has gained a vote yet.`
      : say`Nothing new since ${since}: no paper gained a vote, and the sources listed nothing since ${dayOf(last)}.`;
  }
  const came = candidates === 1 ? 'One paper came or gained votes' : `${candidates} papers came or gained votes`;
  const reasons = reasonsOf(choice, wish);
  if (chosen.length > 0 && wish.minVotes !== undefined) return undefined;
  if (reasons === '') return say`Nothing else came or gained votes since ${since}.`;
  const none = candidates === 1 ? 'it is not for this channel' : 'none is for this channel';
  const but = chosen.length > 0 ? 'the others are not here' : none;
  return [...(silence ? [...silence, { text: ' ' }] : []), ...say`${came} since ${since}, and ${but}: ${reasons}.`];
}

/** How many papers each step left out, in words. */
function reasonsOf({ left, mostBelow }: Choice, wish: DigestWish): string {
  const reasons: string[] = [];
  if (left.topics > 0) reasons.push(`${left.topics} on other topics than ${wish.include.join(', ')}`);
  if (left.exclude > 0)
    reasons.push(`${left.exclude} that ${left.exclude === 1 ? 'mentions' : 'mention'} ${wish.exclude.join(' or ')}`);
  if (left.posted > 0) reasons.push(`${left.posted} that it had already`);
  if (left.threshold > 0)
    reasons.push(
      `${left.threshold} with fewer than ${wish.minVotes ?? 0} votes${mostBelow > 0 ? ` (the most: ${mostBelow})` : ''}`,
    );
  return listed(reasons);
}

function silenceNote(
  { heard }: LastNews,
  { now, zone }: { readonly now: number; readonly zone: string },
): Text | undefined {
  if (heard === undefined || now - heard <= LONGEST_SILENCE) return undefined;
  return say`Nothing was heard from the sources since ${describeDue(new Date(heard), zone)}, so there may be more than is known here.`;
}

/** A page has no dates and no votes: it is read from its top, a few papers a day. */
function pageNote({ candidates, chosen, left }: Choice, wish: DigestWish, since: string): Text {
  if (candidates === 0) return say`Nothing new: no paper was listed since ${since}.`;
  if (left.topics + left.exclude === candidates)
    return say`None of the ${candidates} papers fits this channel’s topics (${topicWords(wish)}).`;
  if (left.threshold > 0)
    return say`No votes are known of any paper yet, so none has the ${wish.minVotes ?? 0} that this channel asks for.`;
  const nothing = chosen.length === 0 ? 'Nothing new' : 'Nothing more';
  return wish.include.length + wish.exclude.length === 0
    ? say`${nothing}: this channel had the others already.`
    : say`${nothing} on this channel’s topics (${topicWords(wish)}): it had the others already.`;
}

function topicWords({ include, exclude }: DigestWish): string {
  return [...include, ...exclude.map((words) => `not ${words}`)].join(', ');
}

/** A day of a list, which has no time zone. */
function dayOf(day: string): string {
  return describeDay(new Date(`${day}T12:00:00Z`), 'UTC');
}
