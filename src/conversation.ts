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
  const reply = { ...(await replyTo(intent, thread, papers, context)), audience: 'channel' as const };
  const turn = turnOf(intent, text);
  const topic = topicAfter(intent, thread.topic, reply.topic);
  const turns = turn ? [...thread.turns, turn].slice(-MOST_TURNS) : topic === thread.topic ? thread.turns : [];
  return { reply, thread: { topic, turns } };
}

/** A new list takes the place of the old one, a next page is added to it; opening one paper leaves the list alone. */
function topicAfter(intent: Intent, before: Topic, shown: Topic | undefined): Topic {
  if (shown === undefined) return before;
  if (intent.kind === 'more')
    return {
      ...before,
      paperIds: [...before.paperIds, ...shown.paperIds.filter((id) => !before.paperIds.includes(id))],
    };
  const opensOwn = intent.kind === 'show' && shown.paperIds.every((id) => before.paperIds.includes(id));
  return opensOwn ? before : shown;
}

function exactlyNamed(name: string, context: Context): Paper | undefined {
  const key = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return context.library.search.lookup(name).find((paper) => paper.name !== undefined && key(paper.name) === key(name));
}

function turnOf(intent: Intent, text: string): Turn | undefined {
  switch (intent.kind) {
    case 'question':
      return {
        question: intent.question,
        paperIds: intent.papers.length === 1 ? intent.papers.map((paper) => paper.id) : [],
      };
    case 'show':
    case 'fact':
      return intent.papers.length === 1
        ? { question: '', paperIds: intent.papers.map((paper) => paper.id) }
        : undefined;
    case 'compare':
      return { question: intent.question ?? text, paperIds: [] };
    default:
      return undefined;
  }
}

async function replyTo(intent: Intent, thread: Thread, papers: readonly Paper[], context: Context): Promise<Reply> {
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
      return moreReply(thread, context);
    case 'search':
      return searchReply(intent.query, 1, false, context);
    case 'show':
      return intent.papers.length === 1 ? showReply(intent.papers[0]!, context) : whichOne(papers, thread);
    case 'similar':
      return intent.paper ? similarReply(intent.paper, 1, context) : whichOne(papers, thread);
    case 'compare':
      return compareReply(numbered(intent.papers, thread), intent.question, context.library);
    case 'fact':
      return factReply(intent.fact, intent.papers);
    case 'question':
      return questionReply(intent, thread, context);
    default:
      return intent satisfies never;
  }
}

function questionReply(intent: Extract<Intent, { kind: 'question' }>, thread: Thread, context: Context): Reply {
  const { answers } = context.library;
  const history = thread.turns.map((turn) => turn.question).filter(Boolean);
  const [only, ...others] = intent.papers;
  if (only === undefined) return askReply(intent.question, context.library);
  if (others.length === 0) {
    const answer = answers.answer({ text: intent.question, history, papers: [only] });
    return reply({ summary: answerSummary(only, answer), blocks: answerBlocks(only, answer) });
  }
  if (intent.named) return compareReply(numbered(intent.papers, thread), intent.question, context.library);
  const answered = answers.answerAcross(intent.question, intent.papers);
  const first = answered[0];
  if (first === undefined) {
    const answer = answers.answer({ text: intent.question, history, papers: [only] });
    return reply({
      summary: 'None of these abstracts says.',
      blocks: [
        { kind: 'text', text: say`None of the ${intent.papers.length} abstracts above says.` },
        ...(answer.kind === 'answered' ? [] : answerBlocks(only, answer).slice(1)),
      ],
    });
  }
  return reply({
    summary: answered.map(({ paper, answer }) => answerSummary(paper, answer)).join(' '),
    blocks: answered.flatMap(({ paper, answer }) => answerBlocks(paper, answer)),
  });
}

async function moreReply(thread: Thread, context: Context): Promise<Reply> {
  const { origin, firstNumber, paperIds } = thread.topic;
  const last = firstNumber + paperIds.length - 1;
  const command = context.commands.find((candidate) => candidate.name === origin?.command);
  if (origin === undefined || !command?.options.includes(pageOption))
    return note('There is no longer list to go on with here.');
  const next = await command.run(argumentsOf({ ...origin, args: { ...origin.args, page: pageOf(last) + 1 } }), context);
  return (next.topic?.firstNumber ?? 0) > last ? next : note('That was all.');
}

function numbersThatExist(number: number, thread: Thread, papers: readonly Paper[]): string {
  const { firstNumber } = thread.topic;
  if (papers.length === 1) return `There is no ${number}: this thread is about ${paperLabel(papers[0]!)} only.`;
  return `There is no ${number} here: the papers above are numbered ${firstNumber} to ${firstNumber + papers.length - 1}.`;
}

function whichOne(papers: readonly Paper[], thread: Thread): Reply {
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

function note(text: string): Reply {
  return reply({ summary: text, blocks: [{ kind: 'text', text: say`${text}` }] });
}

function reply(message: Message): Reply {
  return { audience: 'channel', message };
}
