import { UserError } from '../errors.ts';
import { argumentsOf, type Command } from './command.ts';
import { search } from './search.ts';
import { parseTyped } from './typed.ts';

export const share: Command = {
  name: 'share',
  summary: 'Show the answer of another command to the whole channel.',
  examples: ['share show kimi-vl', 'share search overthinking'],
  changes: false,
  options: [{ name: 'what', kind: 'text', description: 'a command to share', required: true }],
  async run(args, context) {
    const typed = parseTyped(args.text('what'), context.commands);
    const invocation =
      typed.kind === 'invocation' ? typed.invocation : { command: search.name, args: { query: args.text('what') } };
    const command = context.commands.find((candidate) => candidate.name === invocation.command) ?? search;
    if (command.changes || command.name === share.name)
      throw new UserError(`\`/papers ${command.name}\` can’t be shared; share a search, a paper or an answer.`);
    const reply = await command.run(argumentsOf(invocation), context);
    return { ...reply, audience: 'channel' };
  },
};
