import type { Span, Text } from '../messages/message.ts';
import { paperLabel } from '../messages/paper-card.ts';
import type { StillHot } from './choose.ts';
import { describeDay } from './schedule-words.ts';

const WEEK = 7 * 86_400_000;

/** "Still hot: Kimi-VL still #2, +41 votes since Monday." Undefined where nothing is. */
export function stillHotLine(hot: readonly StillHot[], now: number, zone: string): Text | undefined {
  if (hot.length === 0) return undefined;
  const papers = hot.flatMap(({ paper, rank, since, postedAt }, i): Span[] => [
    { text: i === 0 ? '' : '; ' },
    {
      text: paperLabel(paper),
      style: 'strong',
      ...(paper.arxivId === undefined ? {} : { url: `https://arxiv.org/abs/${paper.arxivId}` }),
    },
    { text: ` still #${rank}, +${since} votes since ${dayWord(postedAt, now, zone)}` },
  ]);
  return [{ text: 'Still hot: ' }, ...papers.filter(({ text }) => text !== ''), { text: '.' }];
}

/** The weekday alone where it can only be one day. */
function dayWord(moment: number, now: number, zone: string): string {
  const day = describeDay(new Date(moment), zone);
  return now - moment < WEEK - 86_400_000 ? (day.split(' ')[0] ?? day) : day;
}
