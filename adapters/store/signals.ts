import type { Signal, SignalStore } from '../../src/stores.ts';
import type { Database } from './schema.ts';

const KINDS: readonly string[] = ['liked', 'disliked', 'saved', 'opened'] satisfies readonly Signal['kind'][];

export function signalStore({ db }: Database): SignalStore {
  return {
    async note(person, { paperId, kind, at }) {
      await db
        .insertInto('signals')
        .values({
          adapter: person.adapter,
          workspace: person.workspace,
          person: person.id,
          paper_id: paperId,
          kind,
          at,
        })
        .onConflict((conflict) =>
          conflict.columns(['person', 'workspace', 'adapter', 'paper_id', 'kind']).doUpdateSet({ at }),
        )
        .execute();
    },

    async of(person) {
      const rows = await db
        .selectFrom('signals')
        .select(['paper_id', 'kind', 'at'])
        .where('person', '=', person.id)
        .where('workspace', '=', person.workspace)
        .where('adapter', '=', person.adapter)
        .orderBy('at', 'desc')
        .orderBy('paper_id')
        .execute();
      return rows.flatMap(({ paper_id, kind, at }) => (isKind(kind) ? [{ paperId: paper_id, kind, at }] : []));
    },

    async withdraw(person, paperId, kind) {
      await db
        .deleteFrom('signals')
        .where('person', '=', person.id)
        .where('workspace', '=', person.workspace)
        .where('adapter', '=', person.adapter)
        .where('paper_id', '=', paperId)
        .where('kind', '=', kind)
        .execute();
    },

    async forget(person) {
      await db
        .deleteFrom('signals')
        .where('person', '=', person.id)
        .where('workspace', '=', person.workspace)
        .where('adapter', '=', person.adapter)
        .execute();
    },
  };
}

function isKind(text: string): text is Signal['kind'] {
  return KINDS.includes(text);
}
