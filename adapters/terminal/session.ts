import { say } from '../../src/messages/markup.ts';
import type { Button, Message } from '../../src/messages/message.ts';
import type { Bot, Incoming, Place, Reply, Topic, User } from '../../src/ports.ts';
import { refersBack } from '../../src/threads/small-talk.ts';
import { readLine } from './line.ts';
import { type Look, renderTerminal } from './render.ts';

export const TERMINAL: Place = { adapter: 'terminal', workspace: 'local', channel: 'terminal' };

/** One person's conversation in the terminal: a line in, what is printed out. */
export interface Session {
  /** @returns undefined where the person leaves */
  say(line: string): Promise<string | undefined>;
  /** Prints a message that nobody asked for, in a thread of its own. */
  post(message: Message, topic: Topic | undefined): Promise<{ readonly thread: string; readonly text: string }>;
  /** What can be typed now to press a button. */
  buttonWords(): readonly string[];
}

/**
 * @param startedAt tells this run's events from those of another, which may share a store
 */
export function createSession(bot: Bot, user: User, look: Look, startedAt: number): Session {
  let events = 0;
  let threads = 0;
  let buttons = new Map<string, Button>();
  /** Those of the last message only. */
  let shown = new Map<string, Button>();

  const nextId = () => `${startedAt}-${++events}`;
  const inThread = (thread: string): Place => ({ ...TERMINAL, thread });

  /** A list brings buttons of its own; what is said in between leaves those of the list in place. */
  function press(message: Message): void {
    const isList = message.blocks.some((block) => block.kind === 'paper' && block.number !== undefined);
    shown = buttonsOf(message);
    buttons = isList ? shown : new Map([...buttons, ...shown]);
  }

  async function show(reply: Reply, thread: string | undefined): Promise<string> {
    press(reply.message);
    const opened = reply.topic && thread === undefined ? await open(reply.topic) : thread;
    return [renderTerminal(reply.message, look), footer(opened, thread === undefined)].filter(Boolean).join('\n');
  }

  async function open(topic: Topic): Promise<string> {
    const thread = String(++threads);
    await bot.opened(inThread(thread), topic);
    return thread;
  }

  /** What can be done next: the words that press buttons, and how to ask on in the thread. */
  function footer(thread: string | undefined, isNew: boolean): string {
    const words = [...new Set([...shown.keys()].map((word) => word.replace(/ \d+$/, ' N')))];
    const parts = words.length > 0 ? [`type: ${words.join(' · ')}`] : [];
    if (thread !== undefined && isNew) parts.push(`ask on: ${thread}: your question`);
    return parts.length === 0 ? '' : look.style.dim(`[${parts.join('   ')}]`);
  }

  async function handle(incoming: Incoming): Promise<string> {
    const reply = await bot.handle(incoming);
    return reply ? show(reply, incoming.place.thread) : '';
  }

  function followUp(thread: string, text: string): Promise<string> {
    return handle({ id: nextId(), place: inThread(thread), user, kind: 'message', text, addressed: true });
  }

  const note = (text: string) =>
    renderTerminal({ summary: text, blocks: [{ kind: 'text', text: say`${text}` }] }, look);

  return {
    async say(typed) {
      const line = readLine(typed);
      switch (line.kind) {
        case 'nothing':
          return '';
        case 'quit':
          return undefined;
        case 'command':
          return handle({ id: nextId(), place: TERMINAL, user, kind: 'command', text: line.text });
        case 'unknownSlash':
          return note(
            `“/${line.word}” is not known here; everything begins with /papers, and /quit leaves. Try /papers help.`,
          );
        case 'followUp': {
          const thread = line.thread ?? String(threads);
          if (threads === 0) return note('There is no thread yet: ask for papers first, for example /papers trending.');
          if (Number(thread) < 1 || Number(thread) > threads)
            return note(`There is no thread ${thread}; the latest is ${threads}.`);
          if (line.text === '') return note('Write the question behind it, for example > what dataset did they use?');
          return followUp(thread, line.text);
        }
        case 'words': {
          const button = buttons.get(line.text.toLowerCase());
          if (button)
            return handle({ id: nextId(), place: TERMINAL, user, kind: 'action', invocation: button.invocation });
          if (threads > 0 && refersBack(line.text)) return followUp(String(threads), line.text);
          return handle({ id: nextId(), place: TERMINAL, user, kind: 'message', text: line.text, addressed: true });
        }
        default:
          return line satisfies never;
      }
    },
    async post(message, topic) {
      const thread = topic ? await open(topic) : String(++threads);
      press(message);
      return { thread, text: [renderTerminal(message, look), footer(thread, true)].filter(Boolean).join('\n') };
    },
    buttonWords: () => [...buttons.keys()],
  };
}

/** A button of a numbered paper is pressed by its label and the number, any other by its label. */
function buttonsOf(message: Message): Map<string, Button> {
  const found = new Map<string, Button>();
  for (const block of message.blocks) {
    if (block.kind === 'actions') for (const button of block.buttons) found.set(button.label.toLowerCase(), button);
    if (block.kind === 'paper')
      for (const button of block.buttons)
        found.set(`${button.label.toLowerCase()}${block.number === undefined ? '' : ` ${block.number}`}`, button);
  }
  return found;
}
