import type { Library } from '../library.ts';
import { say } from '../messages/markup.ts';
import { type Block, plain, type Text } from '../messages/message.ts';
import { paperCard } from '../messages/paper-card.ts';
import type { Paper } from '../papers/paper.ts';
import type { Reply } from '../ports.ts';
import { rankTrending, type TrendingPaper } from '../trending/trending.ts';
import { gist } from './gist.ts';

/** What a channel wants in its post. */
interface DigestWish {
  readonly count: number;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/**
 * @param posted ids of papers that this channel had in earlier posts
 * @param day the day as the heading names it ("Monday 23 November")
 * @param note what is to be said before the papers, such as why the post comes late
 */
export type Composer = (wish: DigestWish, posted: ReadonlySet<string>, day: string, note?: string) => Reply;

/**
 * Composes the posts of one day: the channel's topics, on top what trends most, nothing that the channel had already,
 * and on each line why it is there. A quiet day says why it is quiet.
 *
 * The papers are ranked and searched once for all channels, so a composer is to be made for each occasion and not kept.
 */
export function createComposer(library: Library): Composer {
  const ranked = rankTrending(library.papers(), library.observations());
  const about = remembered((topic: string) => papersAbout(topic, library));
  const passage = remembered(gist);
  const words = remembered((paper: Paper) => spaced(`${paper.reading.title} ${paper.reading.abstract}`));
  // many channels wish for the same
  const fittingOf = remembered((key: string) => {
    const [include, exclude]: [readonly string[], readonly string[]] = JSON.parse(key);
    const topics = new Map(include.map((topic) => [topic, about(topic)] as const));
    const unwanted = exclude.map(spaced);
    return { topics, fitting: ranked.filter(({ paper }) => fits(paper, topics, unwanted, words)) };
  });
  return (wish, posted, day, note) => {
    const { topics, fitting } = fittingOf(JSON.stringify([wish.include, wish.exclude]));
    const fresh = fitting.filter(({ paper }) => !posted.has(paper.id));
    return digestReply(
      fresh.slice(0, wish.count),
      quietNote(fresh.length, ranked, fitting, wish),
      topics,
      day,
      note,
      passage,
    );
  };
}

function digestReply(
  chosen: readonly TrendingPaper[],
  quiet: Text | undefined,
  topics: ReadonlyMap<string, ReadonlySet<string>>,
  day: string,
  note: string | undefined,
  passage: (paper: Paper) => string,
): Reply {
  const title = `Papers for ${day}`;
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    ...(note === undefined ? [] : [{ kind: 'finePrint', text: plain(note) } as const]),
    ...chosen.map(({ paper, reasons }, i) =>
      paperCard(paper, {
        number: i + 1,
        why: [...reasons, ...topicReasons(paper, topics)],
        passage: plain(passage(paper)),
      }),
    ),
  ];
  if (quiet) blocks.push({ kind: 'finePrint', text: quiet });
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

function fits(
  paper: Paper,
  topics: ReadonlyMap<string, ReadonlySet<string>>,
  /** Each `spaced`. */
  exclude: readonly string[],
  words: (paper: Paper) => string,
): boolean {
  if (topics.size > 0 && ![...topics.values()].some((about) => about.has(paper.id))) return false;
  return !exclude.some((unwanted) => words(paper).includes(unwanted));
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

/** Why there are fewer papers than wished for, where there are. */
function quietNote(
  fresh: number,
  ranked: readonly TrendingPaper[],
  fitting: readonly TrendingPaper[],
  wish: DigestWish,
): Text | undefined {
  if (fresh >= wish.count) return undefined;
  if (ranked.length === 0) return say`No papers page was seen yet, so there is nothing to choose from.`;
  if (fitting.length === 0)
    return say`None of the ${ranked.length} papers fits this channel’s topics (${topicWords(wish)}).`;
  const left = fresh === 0 ? 'Nothing new' : 'Nothing more';
  return wish.include.length + wish.exclude.length === 0
    ? say`${left}: this channel had the others already.`
    : say`${left} on this channel’s topics (${topicWords(wish)}): it had the others already.`;
}

function topicWords(wish: DigestWish): string {
  return [...wish.include, ...wish.exclude.map((words) => `not ${words}`)].join(', ');
}

/** The same function, asked once for each argument. */
function remembered<Argument, Result>(work: (argument: Argument) => Result): (argument: Argument) => Result {
  const results = new Map<Argument, Result>();
  return (argument) => {
    const known = results.get(argument);
    if (known !== undefined) return known;
    const result = work(argument);
    results.set(argument, result);
    return result;
  };
}
