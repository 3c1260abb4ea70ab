import type { Context } from './commands/command.ts';
import { argumentsOf } from './commands/command.ts';
import { pageOf, pageOption } from './commands/paging.ts';
import { searchReply } from './commands/search.ts';
import { showReply } from './commands/show.ts';
import { similarReply } from './commands/similar.ts';
import { say } from './messages/markup.ts';
import type { Message } from './messages/message.ts';
import { paperLabel } from './messages/paper-card.ts';
import type { Paper } from './papers/paper.ts';
import type { Reply, Thread, Topic, Turn } from './ports.ts';
import type { Regard } from './signals.ts';
import { answerBlocks, answerSummary } from './threads/answer-blocks.ts';
import { askReply } from './threads/ask-reply.ts';
import { compareReply } from './threads/compare-reply.ts';
import { factReply } from './threads/fact-reply.ts';
import { type Intent, readIntent } from './threads/intent.ts';

const MOST_TURNS = 20;

/** What is said in a thread, and what the thread is then. */
export interface Continued {
  readonly reply: Reply;
  readonly thread: Thread;
  /** What the message says of papers: that somebody opens one, or asks about it. */
  readonly regards: readonly Regard[];
}

/** What is said, and the papers that it was about: where it is one, the thread stays with it. */
interface Said {
  readonly reply: Reply;
  readonly about: readonly Paper[];
}

/** Answers a message in a thread about papers. */
export async function continueThread(text: string, thread: Thread, context: Context): Promise<Continued> {
  const { search } = context.library;
  const papers = thread.topic.paperIds.flatMap((id) => search.get(id) ?? []);
  const focus = (thread.turns.at(-1)?.paperIds ?? []).flatMap((id) => search.get(id) ?? []);
  const intent = readIntent(text, {
    papers,
    firstNumber: thread.topic.firstNumber,
    focus,
    byName: (name) => exactlyNamed(name, context),
  });
  const { reply, about } = await respond(intent, thread, papers, context);
  const topic = topicAfter(intent, thread.topic, reply.topic);
  const kept = topic === thread.topic || intent.kind === 'more' ? thread.turns : [];
  const question = intent.kind === 'question' ? intent.question : '';
  const paperIds = about.length === 1 ? about.map((paper) => paper.id) : [];
  const turn: Turn = { question, paperIds };
  const kind = intent.kind === 'show' ? 'opened' : 'asked';
  const turns = question !== '' || about.length > 0 ? [...kept, turn].slice(-MOST_TURNS) : kept;
  return {
    reply: { ...reply, audience: 'channel' },
    thread: { topic, turns },
    regards: paperIds.map((paperId) => ({ paperId, kind })),
  };
}

/**
 * A new list takes the place of the old one and a next page is added to it. Opening a paper leaves a list of results
 * as it is, so that its numbers stay good; where only opened papers were talked of, it becomes the next of them.
 */
function topicAfter(intent: Intent, before: Topic, shown: Topic | undefined): Topic {
  if (shown === undefined) return before;
  if (intent.kind !== 'more' && intent.kind !== 'show') return shown;
  if (intent.kind === 'show' && before.origin?.command !== 'show') return before;
  const added = shown.paperIds.filter((id) => !before.paperIds.includes(id));
  return { ...before, paperIds: [...before.paperIds, ...added] };
}

function exactlyNamed(name: string, context: Context): Paper | undefined {
  const key = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return context.library.search.lookup(name).find((paper) => paper.name !== undefined && key(paper.name) === key(name));
}

async function respond(intent: Intent, thread: Thread, papers: readonly Paper[], context: Context): Promise<Said> {
  switch (intent.kind) {
    case 'thanks':
      return note('You’re welcome.');
    case 'help':
      return note(
        'Ask about the papers above: “what dataset did they use?”, “and on MATH?”, “the second one”, “compare 1 and 3”, “similar ones”, “is the code out?”.',
      );
    case 'unclear':
      return note('Ask about the papers above, for example “what dataset did they use?”.');
    case 'outOfRange':
      return note(numbersThatExist(intent.number, thread, papers));
    case 'more':
      return more(thread, context);
    case 'search':
      return { reply: searchReply(intent.query, 1, false, context), about: [] };
    case 'show':
      return intent.papers.length === 1
        ? { reply: showReply(intent.papers[0]!, context), about: intent.papers }
        : whichOne(papers, thread);
    case 'similar':
      return intent.paper ? { reply: similarReply(intent.paper, 1, context), about: [] } : whichOne(papers, thread);
    case 'compare':
      return { reply: compareReply(numbered(intent.papers, thread), intent.question, context.library), about: [] };
    case 'fact':
      return { reply: factReply(intent.fact, intent.papers), about: intent.papers };
    case 'question':
      return answerQuestion(intent, thread, context);
    default:
      return intent satisfies never;
  }
}

function answerQuestion(intent: Extract<Intent, { kind: 'question' }>, thread: Thread, context: Context): Said {
  const { answers } = context.library;
  const [first, ...others] = intent.papers;
  if (first === undefined) return { reply: askReply(intent.question, context.library), about: [] };
  if (intent.named && others.length > 0)
    return { reply: compareReply(numbered(intent.papers, thread), intent.question, context.library), about: [] };
  const history = thread.turns.map((turn) => turn.question).filter(Boolean);
  if (others.length === 0) {
    const answer = answers.answer({ text: intent.question, history, papers: [first] });
    const message = { summary: answerSummary(first, answer), blocks: answerBlocks(first, answer) };
    return { reply: inChannel(message), about: [first] };
  }
  const answered = answers.answerAcross(intent.question, intent.papers, history);
  if (answered.length === 0) {
    return note(`None of the ${intent.papers.length} abstracts above says.`);
  }
  const message = {
    summary: answered.map(({ paper, answer }) => answerSummary(paper, answer)).join(' '),
    blocks: answered.flatMap(({ paper, answer }) => answerBlocks(paper, answer)),
  };
  return { reply: inChannel(message), about: answered.map(({ paper }) => paper) };
}

async function more(thread: Thread, context: Context): Promise<Said> {
  const { origin, firstNumber, paperIds } = thread.topic;
  const last = firstNumber + paperIds.length - 1;
  const command = context.commands.find((candidate) => candidate.name === origin?.command);
  if (origin === undefined || !command?.options.includes(pageOption))
    return note('There is no longer list to go on with here.');
  const next = await command.run(argumentsOf({ ...origin, args: { ...origin.args, page: pageOf(last) + 1 } }), context);
  return (next.topic?.firstNumber ?? 0) > last ? { reply: next, about: [] } : note('That was all.');
}

function numbersThatExist(number: number, thread: Thread, papers: readonly Paper[]): string {
  const { firstNumber } = thread.topic;
  if (papers.length === 1) return `There is no ${number}: this thread is about ${paperLabel(papers[0]!)} only.`;
  return `There is no ${number} here: the papers above are numbered ${firstNumber} to ${firstNumber + papers.length - 1}.`;
}

function whichOne(papers: readonly Paper[], thread: Thread): Said {
  const last = thread.topic.firstNumber + papers.length - 1;
  return note(`Which one? Say its number, ${thread.topic.firstNumber} to ${last}, or its name.`);
}

/** Papers as the thread numbers them; one that is not of the thread has no number. */
function numbered(papers: readonly Paper[], { topic }: Thread) {
  return papers.map((paper) => {
    const index = topic.paperIds.indexOf(paper.id);
    return index < 0 ? { paper } : { paper, number: topic.firstNumber + index };
  });
}

function note(text: string): Said {
  return { reply: inChannel({ summary: text, blocks: [{ kind: 'text', text: say`${text}` }] }), about: [] };
}

function inChannel(message: Message): Reply {
  return { audience: 'channel', message };
}
