import type { SourceStateStore } from '../../src/stores.ts';
import type { Database } from './schema.ts';

export function sourceStateStore({ db }: Database): SourceStateStore {
  return {
    async load(source, part) {
      const row = await db
        .selectFrom('source_states')
        .select(['etag', 'last_modified', 'at'])
        .where('source', '=', source)
        .where('part', '=', part)
        .executeTakeFirst();
      if (!row) return undefined;
      return {
        ...(row.etag === null ? {} : { etag: row.etag }),
        ...(row.last_modified === null ? {} : { lastModified: row.last_modified }),
        at: row.at,
      };
    },

    async save(source, part, { etag = null, lastModified = null }, at) {
      const said = { etag, last_modified: lastModified, at };
      await db
        .insertInto('source_states')
        .values({ source, part, ...said })
        .onConflict((conflict) => conflict.columns(['source', 'part']).doUpdateSet(said))
        .execute();
    },
  };
}
