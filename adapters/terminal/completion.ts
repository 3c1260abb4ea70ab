import type { Bot } from '../../src/ports.ts';

/**
 * Completes what is typed, as readline's completer wants it: commands, after `show` and `similar` names of papers, and
 * the words that press the buttons of the last answer.
 */
export function createCompleter(
  bot: Pick<Bot, 'complete'>,
  commands: readonly string[],
  takesPaper: readonly string[],
  buttonWords: () => readonly string[],
): (line: string) => [string[], string] {
  return (line) => {
    const named = /^(\/papers\s+(\w+)\s+)(.*)$/.exec(line);
    if (named) {
      if (!takesPaper.includes(named[2]!)) return [[], line];
      const names = bot.complete(named[3]!, 20).map((name) => `${named[1]}${name}`);
      return [names, line];
    }
    const lines = [...commands.map((command) => `/papers ${command} `), '/quit', ...buttonWords()];
    return [lines.filter((candidate) => candidate.toLowerCase().startsWith(line.toLowerCase())), line];
  };
}
