import type { Library } from '../library.ts';
import { type Block, plain } from '../messages/message.ts';
import { paperCard } from '../messages/paper-card.ts';
import type { TeamSignals } from '../papers/signal.ts';
import type { Place, Reply } from '../ports.ts';
import { askedOnce } from './asked-once.ts';
import { createChooser, type Occasion } from './choose.ts';
import { gist } from './gist.ts';
import { lastNews, quietNote } from './quiet.ts';
import { stillHotLine } from './still-hot.ts';

/** A post to be made. */
interface Post extends Occasion {
  /** In which the post names days and times. */
  readonly zone: string;
  /** The day as the heading names it ("Monday 23 November"). */
  readonly day: string;
  /** What is to be said before the papers, such as why the post comes late. */
  readonly note?: string;
}

export type Composer = (post: Post) => Reply;

/**
 * Composes the posts of one moment: on top what trends most among what fits the channel, nothing that it had already but
 * a line on what goes on gaining, and on each paper why it is there. A quiet day says why it is quiet.
 */
export function createComposer(library: Library, now: number, team: (place: Place) => TeamSignals): Composer {
  const chooser = createChooser(library, now, team);
  const passage = askedOnce(gist);
  const news = askedOnce(() => lastNews(library, now));
  return (post) => {
    const { wish, since, zone, day, note } = post;
    const choice = chooser.choose(post);
    const { chosen } = choice;
    const title = `Papers for ${day}`;
    const blocks: Block[] = [
      { kind: 'heading', text: title },
      ...(note === undefined ? [] : [{ kind: 'finePrint', text: plain(note) } as const]),
      ...chosen.map(({ paper, reasons }, i) =>
        paperCard(paper, {
          number: i + 1,
          why: [...reasons, ...topicReasons(chooser.topicsOf(paper, wish.include))],
          passage: plain(passage(paper)),
        }),
      ),
    ];
    const hot = stillHotLine(choice.hot, now, zone);
    if (hot) blocks.push({ kind: 'finePrint', text: hot });
    const quiet = quietNote(choice, wish, { now, since, zone }, () => news(now));
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
  };
}

function topicReasons(topics: readonly string[]): string[] {
  return topics.length === 0 ? [] : [`your topic: ${topics.join(', ')}`];
}
