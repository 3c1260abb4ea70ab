import type { Clock, Place, Thread, ThreadStore } from '../../src/ports.ts';
import { channelColumns } from './place.ts';
import type { Database } from './schema.ts';

export function threadStore({ db }: Database, clock: Clock): ThreadStore {
  return {
    async load(place) {
      const row = await db
        .selectFrom('threads')
        .select(['topic', 'turns', 'before'])
        .where('channel', '=', place.channel)
        .where('thread', '=', threadOf(place))
        .where('workspace', '=', place.workspace)
        .where('adapter', '=', place.adapter)
        .executeTakeFirst();
      if (!row) return undefined;
      const { topic, turns, before } = row;
      const thread: Thread = {
        topic: JSON.parse(topic),
        turns: JSON.parse(turns),
        ...(before === null ? {} : { before: JSON.parse(before) }),
      };
      return thread;
    },

    async save(place, { topic, turns, before }) {
      const said = {
        topic: JSON.stringify(topic),
        turns: JSON.stringify(turns),
        before: before === undefined ? null : JSON.stringify(before),
        saved_at: clock.now().getTime(),
      };
      await db
        .insertInto('threads')
        .values({ ...channelColumns(place), thread: threadOf(place), ...said })
        .onConflict((conflict) => conflict.columns(['channel', 'thread', 'workspace', 'adapter']).doUpdateSet(said))
        .execute();
    },
  };
}

/** What is said outside of threads is a thread of its own. */
function threadOf({ thread }: Place): string {
  return thread ?? '';
}
