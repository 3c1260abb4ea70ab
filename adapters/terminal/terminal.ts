import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Bot, ChatAdapter, MessageRef, User } from '../../src/ports.ts';
import { createCompleter } from './completion.ts';
import type { Look } from './render.ts';
import { createSession, type Session, TERMINAL } from './session.ts';

interface TerminalOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** Whether a person types here: line editing, history, completion and a prompt. */
  readonly interactive: boolean;
  readonly look: () => Look;
  readonly user: User;
  readonly startedAt: number;
  readonly commands: readonly { readonly name: string; readonly takesPaper: boolean }[];
  /** Called when the input ends or the person leaves. */
  readonly onEnd: () => void;
}

const PROMPT = 'paperboy> ';

/** The chat in the terminal: a full door that needs no token. Lines are answered one after the other, in their order. */
export function createTerminal(options: TerminalOptions): ChatAdapter {
  const { input, output, interactive, onEnd } = options;
  const posted = new Map<string, MessageRef>();
  let session: Session | undefined;
  let lines: Interface | undefined;
  let queue: Promise<void> = Promise.resolve();
  let left = false;

  function print(text: string): void {
    output.write(`${text}\n${interactive ? '\n' : ''}`);
  }

  async function answer(line: string): Promise<void> {
    if (left) return;
    const text = await session!.say(line);
    if (text === undefined) {
      left = true;
      lines?.close();
      return;
    }
    if (text !== '') print(text);
    if (interactive) lines?.prompt();
  }

  return {
    name: 'terminal',
    async start(bot: Bot) {
      const current = createSession(bot, options.user, options.look(), options.startedAt);
      session = current;
      const names = options.commands.map((command) => command.name);
      const takesPaper = options.commands.filter((command) => command.takesPaper).map((command) => command.name);
      lines = createInterface({
        input,
        ...(interactive
          ? { output, prompt: PROMPT, completer: createCompleter(bot, names, takesPaper, current.buttonWords) }
          : {}),
        terminal: interactive,
        historySize: 500,
        removeHistoryDuplicates: true,
      });
      lines.on('line', (line) => {
        queue = queue.then(() => answer(line));
      });
      lines.on('close', () => {
        queue = queue.then(onEnd);
      });
      if (interactive) lines.prompt();
    },
    async post(_place, message, key, topic) {
      if (!session) throw new Error('The terminal is not started.');
      const { thread, text } = await session.post(message, topic);
      if (interactive) output.write('\r');
      print(text);
      if (interactive) lines?.prompt(true);
      const ref = { place: { ...TERMINAL, thread }, id: thread };
      posted.set(key, ref);
      return ref;
    },
    async find(_place, key) {
      return posted.get(key);
    },
    // one person sits here
    async direct() {
      return TERMINAL;
    },
    async stop() {
      lines?.close();
      await queue;
    },
  };
}
