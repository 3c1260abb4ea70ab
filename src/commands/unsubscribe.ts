import { UserError } from '../errors.ts';
import { say } from '../messages/markup.ts';
import { plain } from '../messages/message.ts';
import { chosenSubscriptions } from './chosen-subscriptions.ts';
import type { Command } from './command.ts';
import { describePost } from './subscription-text.ts';

export const unsubscribe: Command = {
  name: 'unsubscribe',
  summary: 'End a daily post of this channel.',
  examples: ['unsubscribe', 'unsubscribe 2', 'unsubscribe all'],
  changes: true,
  options: [{ name: 'which', kind: 'text', description: 'its number, or `all`', required: false }],
  async run(args, context) {
    // the numbers may have moved up since
    if (context.isAgain)
      throw new UserError(
        'Paperboy was interrupted while it ended a daily post, and may have done it. See what is left with `/papers subscriptions`, and end it again if it is still there.',
      );
    const ended = await chosenSubscriptions(args.text('which').trim().toLowerCase(), 'end', context);
    for (const one of ended) await context.subscriptions.remove(one.id);
    const summary = ended.length === 1 ? 'Ended.' : `Ended ${ended.length} daily posts.`;
    return {
      audience: 'channel',
      message: {
        summary,
        blocks: [
          { kind: 'text', text: say`**${summary}** There will be no more posts of:` },
          { kind: 'list', items: ended.map((one) => plain(describePost({ wish: one, schedule: one.schedule }))) },
        ],
      },
    };
  },
};
