import type { Library } from '../library.ts';
import { say } from '../messages/markup.ts';
import { type Block, plain } from '../messages/message.ts';
import { paperCard } from '../messages/paper-card.ts';
import type { Paper } from '../papers/paper.ts';
import type { Reply } from '../ports.ts';
import { rankTrending, type TrendingPaper } from '../trending/trending.ts';
import { gist } from './gist.ts';

/** What a channel wants in its post. */
export interface DigestWish {
  readonly count: number;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/**
 * Composes the post of one day: the channel's topics, on top what trends most, nothing that the channel had already,
 * and on each line why it is there. A quiet day says why it is quiet.
 *
 * @param posted ids of papers that this channel had in earlier posts
 * @param day the day as the heading names it ("Monday 23 November")
 */
export function composeDigest(wish: DigestWish, posted: ReadonlySet<string>, day: string, library: Library): Reply {
  const ranked = rankTrending(library.papers(), library.observations());
  const topics = new Map(wish.include.map((topic) => [topic, papersAbout(topic, library)] as const));
  const fitting = ranked.filter(({ paper }) => fits(paper, topics, wish.exclude));
  const fresh = fitting.filter(({ paper }) => !posted.has(paper.id));
  const chosen = fresh.slice(0, wish.count);
  const title = `Papers for ${day}`;
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    ...chosen.map(({ paper, reasons }, i) =>
      paperCard(paper, {
        number: i + 1,
        why: [...reasons, ...topicReasons(paper, topics)],
        passage: plain(gist(paper)),
      }),
    ),
  ];
  if (chosen.length < wish.count)
    blocks.push({ kind: 'finePrint', text: quietNote(chosen.length, ranked, fitting, wish) });
  return {
    audience: 'channel',
    message: {
      summary:
        chosen.length === 0
          ? `${title}: nothing new`
          : `${title}: ${chosen.map(({ paper }) => paper.reading.title).join('; ')}`,
      blocks,
    },
    ...(chosen.length === 0 ? {} : { topic: { paperIds: chosen.map(({ paper }) => paper.id), firstNumber: 1 } }),
  };
}

function papersAbout(topic: string, library: Library): ReadonlySet<string> {
  const outcome = library.search.search(topic, { limit: library.search.size });
  return new Set(outcome.kind === 'found' ? outcome.hits.map((hit) => hit.paper.id) : []);
}

function fits(paper: Paper, topics: ReadonlyMap<string, ReadonlySet<string>>, exclude: readonly string[]): boolean {
  if (topics.size > 0 && ![...topics.values()].some((about) => about.has(paper.id))) return false;
  const text = spaced(`${paper.reading.title} ${paper.reading.abstract}`);
  return !exclude.some((words) => text.includes(spaced(words)));
}

/** Lower-case words with a space around each, so that "rag" is not found in "storage". */
function spaced(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

function topicReasons(paper: Paper, topics: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const found = [...topics].filter(([, about]) => about.has(paper.id)).map(([topic]) => topic);
  return found.length === 0 ? [] : [`your topic: ${found.join(', ')}`];
}

function quietNote(
  chosen: number,
  ranked: readonly TrendingPaper[],
  fitting: readonly TrendingPaper[],
  wish: DigestWish,
) {
  if (ranked.length === 0) return say`No papers page was seen yet, so there is nothing to choose from.`;
  if (fitting.length === 0)
    return say`None of the ${ranked.length} papers fits this channel’s topics (${topicWords(wish)}).`;
  const left = chosen === 0 ? 'Nothing new' : 'Nothing more';
  return wish.include.length + wish.exclude.length === 0
    ? say`${left}: this channel had the others already.`
    : say`${left} on this channel’s topics (${topicWords(wish)}): it had the others already.`;
}

function topicWords(wish: DigestWish): string {
  return [...wish.include, ...wish.exclude.map((words) => `not ${words}`)].join(', ');
}
