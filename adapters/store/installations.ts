import type { Clock } from '../../src/ports.ts';
import type { Installation, InstallationStore } from '../../src/stores.ts';
import type { Database } from './schema.ts';
import type { SecretBox } from './secret-box.ts';

interface Row {
  readonly adapter: string;
  readonly workspace: string;
  readonly installed_by: string;
  readonly details: string;
  readonly token: string;
}

/** Tokens that an earlier secret sealed are sealed again with the current one when they are read. */
export function installationStore({ db }: Database, clock: Clock, box: () => SecretBox): InstallationStore {
  async function opened(row: Row): Promise<Installation> {
    const { adapter, workspace } = row;
    const token = box().open(row.token, ownerOf(row));
    if (box().isStale(row.token))
      await db
        .updateTable('installations')
        .set({ token: box().seal(token, ownerOf(row)) })
        .where('adapter', '=', adapter)
        .where('workspace', '=', workspace)
        .where('token', '=', row.token)
        .execute();
    return { adapter, workspace, installedBy: row.installed_by, details: JSON.parse(row.details), token };
  }

  return {
    async save(installation) {
      const { adapter, workspace } = installation;
      const columns = {
        installed_by: installation.installedBy,
        installed_at: clock.now().getTime(),
        details: JSON.stringify(installation.details),
        token: box().seal(installation.token, ownerOf(installation)),
      };
      await db
        .insertInto('installations')
        .values({ adapter, workspace, ...columns })
        .onConflict((conflict) => conflict.columns(['adapter', 'workspace']).doUpdateSet(columns))
        .execute();
    },

    async load(adapter, workspace) {
      const row = await db
        .selectFrom('installations')
        .selectAll()
        .where('adapter', '=', adapter)
        .where('workspace', '=', workspace)
        .executeTakeFirst();
      return row && opened(row);
    },

    async list(adapter) {
      const rows = await db
        .selectFrom('installations')
        .selectAll()
        .where('adapter', '=', adapter)
        .orderBy('workspace')
        .execute();
      return Promise.all(rows.map(opened));
    },

    async remove(adapter, workspace) {
      const removed = await db
        .deleteFrom('installations')
        .where('adapter', '=', adapter)
        .where('workspace', '=', workspace)
        .returning('workspace')
        .executeTakeFirst();
      return removed !== undefined;
    },
  };
}

function ownerOf({ adapter, workspace }: Pick<Row, 'adapter' | 'workspace'>): string {
  return JSON.stringify(['installation', adapter, workspace]);
}
