import { COMMANDS } from '../src/commands/table.ts';
import type { Bot, ChatAdapter, Clock } from '../src/ports.ts';
import { coloured, PLAIN, showsHyperlinks, wantsColour } from './terminal/style.ts';
import { createTerminal } from './terminal/terminal.ts';

const WIDEST = 100;

/**
 * The chat in the terminal, until the person leaves or the input ends.
 *
 * @param begin what goes on beside it; gives what ends that
 */
export async function chatInTerminal(
  bot: Bot,
  interactive: boolean,
  clock: Clock,
  begin: (terminal: ChatAdapter) => () => Promise<void>,
): Promise<void> {
  const { stdin, stdout, env } = process;
  const style = wantsColour(env, interactive) ? coloured(showsHyperlinks(env)) : PLAIN;
  let end: (() => Promise<void>) | undefined;
  await new Promise<void>((resolve, reject) => {
    const terminal = createTerminal({
      input: stdin,
      output: stdout,
      interactive,
      look: () => ({ style, width: interactive ? Math.min(stdout.columns ?? 80, WIDEST) : undefined }),
      user: { id: 'you', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, isAdmin: true },
      startedAt: clock.now().getTime(),
      commands: COMMANDS.map(({ name, options }) => ({
        name,
        takesPaper: options.some((option) => option.kind === 'paper'),
      })),
      onEnd: resolve,
    });
    terminal.start(bot).catch(reject);
    end = begin(terminal);
  });
  await end?.();
}
