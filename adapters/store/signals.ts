import {
  SIGNAL_KINDS,
  type Signal,
  type SignalCounts,
  type SignalKind,
  type TeamSignals,
} from '../../src/papers/signal.ts';
import type { Place } from '../../src/ports.ts';
import type { Person, SignalStore } from '../../src/stores.ts';
import { hashedPerson, PEOPLE_SALT } from './person-hash.ts';
import type { Database } from './schema.ts';

const KINDS: readonly string[] = SIGNAL_KINDS;
const NOTHING: TeamSignals = new Map();

/** The table holds no person's id, only what `hashedPerson` makes of it. */
export function signalStore({ db }: Database): SignalStore {
  let salt: string | undefined;
  async function columnsOf(person: Person) {
    salt ??= (await db.selectFrom('salts').select('salt').where('name', '=', PEOPLE_SALT).executeTakeFirstOrThrow())
      .salt;
    return { adapter: person.adapter, workspace: person.workspace, person: hashedPerson(person, salt) };
  }

  function counted(since: number) {
    return db
      .selectFrom('signals')
      .select(({ fn }) => ['adapter', 'workspace', 'paper_id', 'kind', fn.sum<number>('share').as('people')])
      .where('at', '>=', since)
      .groupBy(['adapter', 'workspace', 'paper_id', 'kind']);
  }

  return {
    async note(person, { paperId, kind, at, share = 1 }) {
      await db
        .insertInto('signals')
        .values({ ...(await columnsOf(person)), paper_id: paperId, kind, at, share })
        .onConflict((conflict) =>
          conflict.columns(['person', 'workspace', 'adapter', 'paper_id', 'kind']).doUpdateSet((eb) => ({
            at,
            share: eb
              .case()
              .when('signals.share', '<', eb.ref('excluded.share'))
              .then(eb.ref('excluded.share'))
              .else(eb.ref('signals.share'))
              .end(),
          })),
        )
        .execute();
    },

    async of(person) {
      const { adapter, workspace, person: hash } = await columnsOf(person);
      const rows = await db
        .selectFrom('signals')
        .select(['paper_id', 'kind', 'at', 'share'])
        .where('person', '=', hash)
        .where('workspace', '=', workspace)
        .where('adapter', '=', adapter)
        .orderBy('at', 'desc')
        .orderBy('paper_id')
        .execute();
      return rows.flatMap(({ paper_id, kind, at, share }): Signal[] =>
        isKind(kind) ? [{ paperId: paper_id, kind, at, ...(share === 1 ? {} : { share }) }] : [],
      );
    },

    async withdraw(person, paperId, kind) {
      const { adapter, workspace, person: hash } = await columnsOf(person);
      await db
        .deleteFrom('signals')
        .where('person', '=', hash)
        .where('workspace', '=', workspace)
        .where('adapter', '=', adapter)
        .where('paper_id', '=', paperId)
        .where('kind', '=', kind)
        .execute();
    },

    async forget(person) {
      const { adapter, workspace, person: hash } = await columnsOf(person);
      await db
        .deleteFrom('signals')
        .where('person', '=', hash)
        .where('workspace', '=', workspace)
        .where('adapter', '=', adapter)
        .execute();
    },

    async team(place, since) {
      const rows = await counted(since)
        .where('workspace', '=', place.workspace)
        .where('adapter', '=', place.adapter)
        .execute();
      return byTeam(rows).get(teamKey(place)) ?? NOTHING;
    },

    async teams(since) {
      const found = byTeam(await counted(since).execute());
      return (place) => found.get(teamKey(place)) ?? NOTHING;
    },
  };
}

interface Counted extends Pick<Place, 'adapter' | 'workspace'> {
  readonly paper_id: string;
  readonly kind: string;
  readonly people: number;
}

function byTeam(rows: readonly Counted[]): ReadonlyMap<string, TeamSignals> {
  const teams = new Map<string, Map<string, SignalCounts>>();
  for (const row of rows) {
    if (!isKind(row.kind)) continue;
    const key = teamKey(row);
    const papers = teams.get(key) ?? new Map<string, SignalCounts>();
    teams.set(key, papers);
    papers.set(row.paper_id, { ...papers.get(row.paper_id), [row.kind]: Number(row.people) });
  }
  return teams;
}

function teamKey({ adapter, workspace }: Pick<Place, 'adapter' | 'workspace'>): string {
  return JSON.stringify([adapter, workspace]);
}

function isKind(text: string): text is SignalKind {
  return KINDS.includes(text);
}
