import { say } from '../messages/markup.ts';
import type { Command } from './command.ts';
import { describeSubscription } from './subscribe.ts';

export const subscriptions: Command = {
  name: 'subscriptions',
  summary: 'This channel’s daily posts.',
  examples: ['subscriptions'],
  changes: false,
  options: [],
  async run(_args, context) {
    const all = await context.subscriptions.list(context.place);
    if (all.length === 0) {
      const summary = 'This channel has no daily post.';
      return {
        audience: 'caller',
        message: {
          summary,
          blocks: [
            { kind: 'text', text: say`${summary} To get one: \`/papers subscribe weekdays 09:00 Europe/Berlin\`.` },
          ],
        },
      };
    }
    const title = all.length === 1 ? 'One daily post here' : `${all.length} daily posts here`;
    return {
      audience: 'caller',
      message: {
        summary: title,
        blocks: [
          { kind: 'heading', text: title },
          { kind: 'list', ordered: true, items: all.map(describeSubscription) },
          { kind: 'finePrint', text: say`\`/papers unsubscribe 1\` ends the first.` },
        ],
      },
    };
  },
};
