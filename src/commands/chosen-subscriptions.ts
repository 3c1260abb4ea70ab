import type { Subscription } from '../digest/subscription.ts';
import { UserError } from '../errors.ts';
import type { Context } from './command.ts';

/**
 * The channel's subscriptions that a person means by a number of the list, by "all", or by nothing where there is one.
 *
 * @param verb what they want to do, as in "there is nothing to end"
 * @throws UserError where it is none, or one that the person may not change
 */
export async function chosenSubscriptions(which: string, verb: string, context: Context): Promise<Subscription[]> {
  const all = await context.subscriptions.list(context.place);
  if (all.length === 0) throw new UserError(`This channel has no daily post, so there is nothing to ${verb}.`);
  if (which === '' && all.length > 1)
    throw new UserError(
      `This channel has ${all.length} daily posts. Say which to ${verb}: \`/papers subscriptions\` numbers them.`,
    );
  const chosen = which === 'all' ? [...all] : all.filter((_, i) => which === '' || String(i + 1) === which);
  if (chosen.length === 0)
    throw new UserError(`There is no daily post “${which}” here; \`/papers subscriptions\` numbers them.`);
  if (chosen.some((one) => one.createdBy !== context.user.id && !context.user.isAdmin))
    throw new UserError(`Only the person who subscribed or an admin of this channel can ${verb} that daily post.`);
  return chosen;
}
