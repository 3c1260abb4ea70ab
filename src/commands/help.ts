import { UserError } from '../errors.ts';
import { markup, say } from '../messages/markup.ts';
import type { Block, Text } from '../messages/message.ts';
import { shorten } from '../messages/shorten.ts';
import type { Command, Context, Option } from './command.ts';
import { inWords } from './typed.ts';

export const help: Command = {
  name: 'help',
  summary: 'What Paperboy can do; with a command’s name, how to use it.',
  examples: ['help', 'help search'],
  changes: false,
  options: [{ name: 'command', kind: 'text', description: 'a command’s name', required: false }],
  async run(args, context) {
    const name = args
      .text('command')
      .toLowerCase()
      .replace(/^\/?papers\s+/, '');
    const blocks = name === '' ? overview(context) : usage(name, context);
    const summary = name === '' ? 'What Paperboy can do' : `How to use \`/papers ${name}\``;
    return { audience: 'caller', message: { summary, blocks } };
  },
};

function overview(context: Context): Block[] {
  return [
    { kind: 'heading', text: 'Paperboy brings papers into the channel' },
    {
      kind: 'list',
      items: context.commands.map((command) => markup(`\`/papers ${command.name}\`  ${command.summary}`)),
    },
    {
      kind: 'text',
      text: say`Words without a command are a search: \`/papers chain of thought faithfulness\`. Under an answer, just ask on: \`what dataset did they use?\`, \`the second one\`, \`compare 1 and 3\`.`,
    },
    {
      kind: 'finePrint',
      text: say`${context.library.search.size} papers are here. How to use one command: \`/papers help search\`.`,
    },
  ];
}

function usage(name: string, context: Context): Block[] {
  const command = context.commands.find((candidate) => candidate.name === name);
  if (!command) throw new UserError(`There is no command “${shorten(name, 40)}”. \`/papers help\` lists them all.`);
  return [
    { kind: 'heading', text: `/papers ${command.name}` },
    { kind: 'text', text: markup(command.summary) },
    { kind: 'list', items: command.examples.map((example) => say`\`/papers ${example}\``) },
    ...(command.options.length === 0
      ? []
      : [
          {
            kind: 'list',
            items: command.options.map(describeOption),
          } as const,
        ]),
    ...(command.notes ?? []).map((note) => ({ kind: 'text', text: markup(note) }) as const),
  ];
}

function describeOption(option: Option): Text {
  switch (option.kind) {
    case 'text':
    case 'paper':
      return [
        ...say`**${option.name}** `,
        ...markup(`${option.description}${option.required ? '' : ' (may be left out)'}`),
      ];
    case 'choice':
      return [...say`\`--${option.name}\` ${option.description}: `, ...markup(inWords(option.choices))];
    case 'integer':
    case 'flag':
      return say`\`--${option.name}\` ${option.description}`;
    default:
      return option satisfies never;
  }
}
