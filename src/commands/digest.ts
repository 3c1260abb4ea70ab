import { createComposer } from '../digest/compose.ts';
import { describeDay } from '../digest/schedule-words.ts';
import { USUAL_WINDOW, windowBegin } from '../digest/window.ts';
import { UserError } from '../errors.ts';
import type { Reply } from '../ports.ts';
import { channelPosts, teamSignals } from './channel-post.ts';
import type { Command, Context } from './command.ts';

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
    return digestNow(context);
  },
};

/** The first of the channel's posts as it would be now, also where it was only just asked for. */
export async function digestNow(context: Context): Promise<Reply> {
  const [{ wish, schedule, subscription }] = await channelPosts(context);
  const now = context.clock.now().getTime();
  const team = await teamSignals(context, now);
  const compose = createComposer(context.library, now, () => team);
  return compose({
    wish,
    place: context.place,
    posted: await context.subscriptions.posted(context.place),
    since: subscription ? windowBegin(schedule, now, now) : now - USUAL_WINDOW,
    zone: schedule.zone,
    day: describeDay(context.clock.now(), schedule.zone),
  });
}
