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

/**
 * Reads a command's arguments off typed text: `--name value` for the named options, the first words for those that may be
 * bare, all else for the positional one. After a lone `--` everything is the positional one's, whatever it looks like.
 */
function parseArguments(command: Command, text: string): Invocation {
  const named = command.options.filter((option) => option.kind !== 'text' && option.kind !== 'paper');
  const [, options = '', verbatim] = (named.length > 0 && VERBATIM.exec(text)) || [text, text];
  const args: Record<string, ArgumentValue> = {};
  let rest = options;
  for (const option of named) {
    const pattern = option.kind === 'flag' ? `` : `(?:\\s+|=)(\\S+)`;
    const match = new RegExp(`(?:^|\\s)--${option.name}${pattern}(?=\\s|$)`, 'i').exec(rest);
    if (!match) continue;
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
    args[option.name] = option.kind === 'flag' ? true : readValue(option, match[1]!);
  }
  let words = rest.trim();
  for (let bare = readBare(words, command, args); bare; bare = readBare(words, command, args)) {
    args[bare.option] = bare.value;
    words = bare.rest;
  }
  const target = positional(command);
  const said = [words, verbatim?.trim() ?? ''].filter(Boolean).join(' ');
  if (target && said !== '') args[target.name] = said;
  return checked(command, { command: command.name, args });
}

const VERBATIM = /^(|[\s\S]*?\s)--(?:\s+([\s\S]*))?$/;

/** The first word or words, where they say an option that was not given yet. */
function readBare(words: string, command: Command, given: Invocation['args']) {
  for (const option of command.options) {
    if (given[option.name] !== undefined) continue;
    for (const [form, value] of bareForms(option)) {
      const match = new RegExp(`^${form.replaceAll(' ', '\\s+')}(?:\\s+|$)`, 'i').exec(words);
      if (match) return { option: option.name, value, rest: words.slice(match[0].length) };
    }
  }
  return undefined;
}

function bareForms(option: Option): readonly (readonly [form: string, value: ArgumentValue])[] {
  switch (option.kind) {
    case 'choice':
      return [...option.choices.map((choice) => [choice, choice] as const), ...Object.entries(option.synonyms ?? {})];
    case 'flag':
      return option.bare ? [[option.name, true]] : [];
    default:
      return [];
  }
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
    args[option.name] = readValue(option, value);
  }
  return { command: command.name, args };
}

function readValue(option: Option, value: ArgumentValue): ArgumentValue {
  switch (option.kind) {
    case 'integer': {
      const number = Number(value);
      if (!Number.isInteger(number) || number < option.min || number > option.max)
        throw new UserError(`\`--${option.name}\` takes a whole number from ${option.min} to ${option.max}.`);
      return number;
    }
    case 'choice': {
      const word = String(value).toLowerCase();
      const choice = bareForms(option).find(([form]) => form === word)?.[1];
      if (choice === undefined) throw new UserError(`\`--${option.name}\` takes ${inWords(option.choices)}.`);
      return choice;
    }
    case 'flag':
    case 'text':
    case 'paper':
      return value;
    default:
      return option satisfies never;
  }
}

/** "`day`, `week` or `month`", as markup. */
export function inWords(choices: readonly string[]): string {
  const quoted = choices.map((choice) => `\`${choice}\``);
  return [quoted.slice(0, -1).join(', '), ...quoted.slice(-1)].filter(Boolean).join(' or ');
}

function missing(command: Command, option: Option): string {
  const example = command.examples[0] ?? command.name;
  return `\`/papers ${command.name}\` needs ${option.description}, for example \`/papers ${example}\`.`;
}

/** The invocation as a person would type it after `/papers`; typed, it is the same invocation. */
export function formatInvocation(invocation: Invocation, commands: readonly Command[]): string {
  const command = commands.find((candidate) => candidate.name === invocation.command);
  const target = command && positional(command);
  const options: string[] = [];
  for (const [name, value] of Object.entries(invocation.args)) {
    if (name === target?.name || value === false) continue;
    options.push(value === true ? `--${name}` : `--${name} ${value}`);
  }
  const words = target && invocation.args[target.name];
  if (command === undefined || words === undefined) return [invocation.command, ...options].join(' ');
  const text = String(words);
  return isMisread(text, command)
    ? [invocation.command, ...options, '--', text].join(' ')
    : [invocation.command, text, ...options].join(' ');
}

/** Words that look like options, or begin like one. */
function isMisread(text: string, command: Command): boolean {
  const named = command.options.filter((option) => option.kind !== 'text' && option.kind !== 'paper');
  if (named.length === 0) return false;
  return /(?:^|\s)--/.test(text) || readBare(text.trim(), command, {}) !== undefined;
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
