import { createComposer } from '../digest/compose.ts';
import { describeDay } from '../digest/schedule-words.ts';
import { canonicalZone } from '../digest/time-zone.ts';
import { UserError } from '../errors.ts';
import type { Command } from './command.ts';

const DEFAULT_COUNT = 5;

export const digest: Command = {
  name: 'digest',
  summary: 'What this channel would get in its daily post today.',
  examples: ['digest now'],
  notes: ['To get it every day: `/papers subscribe weekdays 09:00 Europe/Berlin`.'],
  changes: false,
  options: [{ name: 'when', kind: 'text', description: '`now`', required: false }],
  async run(args, context) {
    const when = args.text('when').toLowerCase();
    if (when !== '' && when !== 'now' && when !== 'today')
      throw new UserError(
        '`/papers digest now` shows today’s post. To get one every day: `/papers subscribe weekdays 09:00 Europe/Berlin`.',
      );
    const [subscription] = await context.subscriptions.list(context.place);
    const zone = subscription?.schedule.zone ?? canonicalZone(context.user.timeZone ?? '') ?? 'UTC';
    const wish = subscription ?? { count: DEFAULT_COUNT, include: [], exclude: [] };
    const posted = await context.subscriptions.posted(context.place);
    return createComposer(context.library)(wish, posted, describeDay(context.clock.now(), zone));
  },
};
