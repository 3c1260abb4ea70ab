import type { Database } from './schema.ts';

/** Things that one process does at a time, however many share the database. Times are milliseconds by the store's clock. */
export interface Turns {
  /**
   * Takes the turn, or keeps it for longer. A holder that died loses it when its lease ends.
   *
   * @param holder told apart from every other process
   * @returns false where it is someone else's
   */
  take(name: string, holder: string, now: number, leaseUntil: number): Promise<boolean>;
  /** Gives it back; nothing happens where it is someone else's by then. */
  end(name: string, holder: string): Promise<void>;
}

export function turnStore({ db }: Database): Turns {
  return {
    async take(name, holder, now, leaseUntil) {
      const taken = await db
        .insertInto('turns')
        .values({ name, holder, lease_until: leaseUntil })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ holder, lease_until: leaseUntil })
            .where((eb) => eb.or([eb('turns.lease_until', '<=', now), eb('turns.holder', '=', holder)])),
        )
        .executeTakeFirstOrThrow();
      return taken.numInsertedOrUpdatedRows === 1n;
    },

    async end(name, holder) {
      await db.deleteFrom('turns').where('name', '=', name).where('holder', '=', holder).execute();
    },
  };
}
