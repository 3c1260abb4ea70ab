import type { Clock, Place, Thread, ThreadStore } from '../../src/ports.ts';
import { channelColumns } from './place.ts';
import type { Database } from './schema.ts';

export function threadStore({ db }: Database, clock: Clock): ThreadStore {
  return {
    async load(place) {
      const row = await db
        .selectFrom('threads')
        .select(['topic', 'turns'])
        .where('channel', '=', place.channel)
        .where('thread', '=', threadOf(place))
        .where('workspace', '=', place.workspace)
        .where('adapter', '=', place.adapter)
        .executeTakeFirst();
      if (!row) return undefined;
      const thread: Thread = { topic: JSON.parse(row.topic), turns: JSON.parse(row.turns) };
      return thread;
    },

    async save(place, { topic, turns }) {
      const said = { topic: JSON.stringify(topic), turns: JSON.stringify(turns), saved_at: clock.now().getTime() };
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
