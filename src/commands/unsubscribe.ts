import { UserError } from '../errors.ts';
import { say } from '../messages/markup.ts';
import type { Command } from './command.ts';
import { describeSubscription } from './subscribe.ts';

export const unsubscribe: Command = {
  name: 'unsubscribe',
  summary: 'End a daily post of this channel.',
  examples: ['unsubscribe', 'unsubscribe 2', 'unsubscribe all'],
  changes: true,
  options: [{ name: 'which', kind: 'text', description: 'its number, or `all`', required: false }],
  async run(args, context) {
    const all = await context.subscriptions.list(context.place);
    if (all.length === 0) throw new UserError('This channel has no daily post, so there is nothing to end.');
    const which = args.text('which').trim().toLowerCase();
    if (which === '' && all.length > 1)
      throw new UserError(
        `This channel has ${all.length} daily posts. Say which to end: \`/papers subscriptions\` numbers them.`,
      );
    const number = which === '' ? 1 : Number(which);
    const ended = which === 'all' ? all : all.slice(number - 1, number);
    if (ended.length === 0 || (which !== 'all' && (!Number.isInteger(number) || number < 1)))
      throw new UserError(`There is no daily post “${which}” here; \`/papers subscriptions\` numbers them.`);
    const forbidden = ended.filter((one) => one.createdBy !== context.user.id && !context.user.isAdmin);
    if (forbidden.length > 0)
      throw new UserError('Only the person who subscribed or an admin of this channel can end that daily post.');
    for (const one of ended) await context.subscriptions.remove(one.id);
    const summary = ended.length === 1 ? 'Ended.' : `Ended ${ended.length} daily posts.`;
    return {
      audience: 'channel',
      message: {
        summary,
        blocks: [
          { kind: 'text', text: say`**${summary}** There will be no more posts of:` },
          { kind: 'list', items: ended.map(describeSubscription) },
        ],
      },
    };
  },
};
