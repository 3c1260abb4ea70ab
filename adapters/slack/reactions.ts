import type { Reaction } from '../../src/ports.ts';
import { SLACK } from './arrival.ts';
import type { Deed } from './incoming.ts';
import type { ReactionEvent } from './payloads.ts';

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'keycap_ten'];

/** What people say with an emoji, by Slack's names of it. What is not here says nothing of a paper. */
const EMOJI: ReadonlyMap<string, Reaction> = new Map<string, Reaction>([
  ...emoji('like', '+1 thumbsup heart fire tada star-struck rocket 100 raised_hands clap'),
  ...emoji('dislike', '-1 thumbsdown'),
  ...emoji('save', 'bookmark star pushpin floppy_disk inbox_tray'),
  ...NUMBERS.map((name, i): [string, Reaction] => [name, i + 1]),
]);

function emoji(reaction: Reaction, names: string): [string, Reaction][] {
  return names.split(' ').map((name) => [name, reaction]);
}

/**
 * What somebody said with an emoji, where it is one that means something and hangs on a message that may be Paperboy's:
 * Slack leaves out whose it is for messages that no user wrote.
 *
 * @param id the delivery's
 */
export function reactionDeed(event: ReactionEvent, id: string, workspace: string, botUserId: string) {
  const { type, user, reaction: name, item, item_user: author = botUserId } = event;
  const reaction = EMOJI.get(name.replace(/::skin-tone-\d$/, ''));
  if (reaction === undefined || user === botUserId || author !== botUserId) return undefined;
  if (item.type !== 'message' || item.channel === undefined || item.ts === undefined) return undefined;
  const place = { adapter: SLACK, workspace, channel: item.channel, thread: item.ts };
  return { id, place, kind: 'reaction', reaction, added: type === 'reaction_added' } satisfies Deed;
}
