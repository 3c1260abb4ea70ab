import type { Incoming, Place } from '../../src/ports.ts';
import { refersBack } from '../../src/threads/small-talk.ts';
import { SLACK } from './arrival.ts';
import type { ActionPayload, CommandPayload, MessageEvent } from './payloads.ts';
import { mentions, spokenText } from './spoken-text.ts';

/** The thread id under which the latest papers of a direct conversation are kept. */
export const LATEST = 'latest';

type WithoutPerson<One> = One extends Incoming ? Omit<One, 'user' | 'event'> : never;

/** What somebody did, before it is known who they are. */
export type Deed = WithoutPerson<Incoming>;

export function isDirect({ channel }: Place): boolean {
  return channel.startsWith('D');
}

export function commandDeed({ text, team_id, channel_id, trigger_id }: CommandPayload, botUserId: string) {
  const place: Place = { adapter: SLACK, workspace: team_id, channel: channel_id };
  return { id: trigger_id, place, kind: 'command', text: spokenText(text, botUserId) } satisfies Deed;
}

/** What was pressed, on which kind of message, and in which thread. */
export interface Pressed {
  readonly value: string;
  readonly isPrivate: boolean;
  readonly thread?: string;
}

/** @returns undefined where a press means nothing to Paperboy, as with a link */
export function pressed({ actions, container, message }: ActionPayload): Pressed | undefined {
  const [action] = actions;
  const value = action?.value ?? action?.selected_option?.value;
  if (value === undefined) return undefined;
  const thread = container?.thread_ts ?? message?.thread_ts;
  return { value, isPrivate: container?.is_ephemeral === true, ...(thread === undefined ? {} : { thread }) };
}

/**
 * What was written, where it may concern Paperboy. Slack tells of a mention twice, as `message` and as `app_mention`:
 * both come to the same deed with the same id.
 *
 * @returns undefined for what bots wrote, for edits and the like, and for what is neither said to Paperboy nor in a thread
 */
export function messageDeed(event: MessageEvent, workspace: string, botUserId: string) {
  const { channel, ts, thread_ts: thread } = event;
  const raw = event.text ?? '';
  if (event.bot_id || event.hidden || event.user === undefined || event.user === botUserId) return undefined;
  if (event.subtype !== undefined && !['file_share', 'thread_broadcast'].includes(event.subtype)) return undefined;
  const mentioned = event.type === 'app_mention' || mentions(raw, botUserId);
  const direct = isDirect({ adapter: SLACK, workspace, channel });
  const text = spokenText(raw, botUserId);
  if (text === '' && !mentioned) return undefined;
  if (!mentioned && !direct && thread === undefined) return undefined;
  const talk = thread ?? (direct && refersBack(text) ? LATEST : undefined);
  const place: Place = { adapter: SLACK, workspace, channel, ...(talk === undefined ? {} : { thread: talk }) };
  return { id: `${channel}:${ts}`, place, kind: 'message', text, addressed: mentioned || direct } satisfies Deed;
}
