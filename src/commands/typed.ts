import { UserError } from '../errors.ts';
import type { ArgumentValue, Invocation } from '../messages/invocation.ts';
import { typingDistance } from '../search/corrections.ts';
import { type Command, type Option, positional } from './command.ts';

/** What a typed text asks for. */
export type Typed =
  | { readonly kind: 'invocation'; readonly invocation: Invocation }
  /** The first word is no command, but resembles one. */
  | { readonly kind: 'resembles'; readonly word: string; readonly command: Command; readonly rest: string }
  | { readonly kind: 'bare'; readonly text: string };

/**
 * Parses what stands after `/papers`. A text that begins with no command is `bare`, which is a search.
 *
 * @throws UserError where an option is wrong
 */
export function parseTyped(text: string, commands: readonly Command[]): Typed {
  const trimmed = text.trim();
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(trimmed) ?? [];
  const lower = word.toLowerCase();
  const exact = commands.find((command) => command.name === lower);
  if (exact) return { kind: 'invocation', invocation: parseArguments(exact, rest) };
  const near = commands.find((command) => resembles(lower, command.name));
  return near ? { kind: 'resembles', word, command: near, rest } : { kind: 'bare', text: trimmed };
}

/** Reads a command's arguments off typed text: `--name value` for the named options, all else for the positional one. */
function parseArguments(command: Command, text: string): Invocation {
  const args: Record<string, ArgumentValue> = {};
  let rest = text;
  for (const option of command.options) {
    if (option.kind === 'text' || option.kind === 'paper') continue;
    const pattern = option.kind === 'flag' ? `` : `(?:\\s+|=)(\\S+)`;
    const match = new RegExp(`(?:^|\\s)--${option.name}${pattern}(?=\\s|$)`, 'i').exec(rest);
    if (!match) continue;
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
    args[option.name] = option.kind === 'flag' ? true : integerOf(option, match[1]!);
  }
  const words = rest.trim();
  const target = positional(command);
  if (target && words !== '') args[target.name] = words;
  return checked(command, { command: command.name, args });
}

/** Arguments that came from outside as data, checked against the table. */
export function checkInvocation(invocation: Invocation, commands: readonly Command[]): Invocation {
  const command = commands.find((candidate) => candidate.name === invocation.command);
  if (!command) throw new UserError(`There is no command “${invocation.command}” (any more). Try \`/papers help\`.`);
  return checked(command, invocation);
}

function checked(command: Command, invocation: Invocation): Invocation {
  const args: Record<string, ArgumentValue> = {};
  for (const option of command.options) {
    const value = invocation.args[option.name];
    if (value === undefined || value === '') {
      if (option.required) throw new UserError(missing(command, option));
      continue;
    }
    args[option.name] = option.kind === 'integer' ? integerOf(option, value) : value;
  }
  return { command: command.name, args };
}

function integerOf(option: Extract<Option, { kind: 'integer' }>, value: ArgumentValue): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < option.min || number > option.max)
    throw new UserError(`\`--${option.name}\` takes a whole number from ${option.min} to ${option.max}.`);
  return number;
}

function missing(command: Command, option: Option): string {
  const example = command.examples[0] ?? command.name;
  return `\`/papers ${command.name}\` needs ${option.description}, for example \`/papers ${example}\`.`;
}

/** The invocation as a person would type it after `/papers`. */
export function formatInvocation(invocation: Invocation, commands: readonly Command[]): string {
  const command = commands.find((candidate) => candidate.name === invocation.command);
  const target = command && positional(command);
  const parts = [invocation.command];
  if (target && invocation.args[target.name] !== undefined) parts.push(String(invocation.args[target.name]));
  for (const [name, value] of Object.entries(invocation.args)) {
    if (name === target?.name || value === false) continue;
    parts.push(value === true ? `--${name}` : `--${name} ${value}`);
  }
  return parts.join(' ');
}

/** One edit apart for short names, two for longer ones; a swap of neighbours is one edit. */
function resembles(word: string, name: string): boolean {
  const most = name.length <= 4 ? 1 : 2;
  // a slip keeps the first letter or moves it on by one: "how" is no mistyped "show"
  const begins = word[0] === name[0] || word[1] === name[0];
  return (
    begins && word.length >= 3 && Math.abs(word.length - name.length) <= most && typingDistance(word, name) <= most
  );
}
