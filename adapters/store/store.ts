import type { DeliveryRecords, DeliveryStore } from '../../src/digest/delivery.ts';
import type { SubscriptionStore } from '../../src/digest/subscription.ts';
import type { Clock, Inbox, ThreadStore } from '../../src/ports.ts';
import type {
  CallbackStore,
  EventStore,
  InstallationStore,
  PaperStore,
  SignalStore,
  SourceStateStore,
} from '../../src/stores.ts';
import { callbackStore } from './callbacks.ts';
import { deliveryStore } from './deliveries.ts';
import { deliveryRecords } from './delivery-records.ts';
import { eventStore } from './events.ts';
import { inboxStore } from './inbox.ts';
import { installationStore } from './installations.ts';
import { migrate } from './migrations.ts';
import { paperStore } from './papers.ts';
import { databaseTime, openPostgres } from './postgres.ts';
import { prune } from './prune.ts';
import type { Database } from './schema.ts';
import { type SecretBox, secretBox } from './secret-box.ts';
import { signalStore } from './signals.ts';
import { sourceStateStore } from './source-states.ts';
import { lockFolder, openSqlite } from './sqlite.ts';
import { StoreError } from './store-error.ts';
import { subscriptionStore } from './subscriptions.ts';
import { threadStore } from './threads.ts';
import { type Turns, turnStore } from './turns.ts';

/** Everything that lasts. */
export interface Store {
  readonly events: EventStore;
  readonly inbox: Inbox;
  readonly threads: ThreadStore;
  readonly subscriptions: SubscriptionStore;
  readonly deliveries: DeliveryStore;
  readonly deliveryRecords: DeliveryRecords;
  readonly callbacks: CallbackStore;
  readonly installations: InstallationStore;
  readonly signals: SignalStore;
  readonly papers: PaperStore;
  readonly sourceStates: SourceStateStore;
  readonly turns: Turns;
  /**
   * The clock that the ledger goes by, in milliseconds since the epoch: the database's own on PostgreSQL, since the
   * clocks of several machines differ and a lease must end for all of them at once; this process's on SQLite.
   */
  time(): Promise<number>;
  /** Forgets what nobody will ask for again. Once a day is enough. */
  prune(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly clock: Clock;
  /** The folder of the embedded database; `:memory:` keeps nothing. */
  readonly home: string;
  /** A PostgreSQL database to use instead. */
  readonly databaseUrl?: string | undefined;
  /** What tokens are encrypted with; only needed where there are installations. */
  readonly secret?: string | undefined;
  /** Looks in while the bot has the folder, as an operator's command does. */
  readonly visiting?: boolean;
}

/**
 * Opens the store, and brings its schema up to date.
 *
 * @throws StoreError in plain words where that can't be: no right to write, a full disk, a newer schema, another process
 * on the folder, a database that can't be reached
 */
export async function openStore({ clock, home, databaseUrl, secret, visiting = false }: StoreOptions): Promise<Store> {
  const onServer = databaseUrl !== undefined;
  const box = secret === undefined ? undefined : secretBox(secret);
  const unlock = onServer || visiting || home === ':memory:' ? undefined : lockFolder(home);
  let database: Database | undefined;
  try {
    database = onServer ? openPostgres(databaseUrl) : openSqlite(home);
    await migrate(database, clock.now().getTime());
  } catch (error) {
    await database?.db.destroy();
    unlock?.();
    throw error;
  }
  return storeOn(database, clock, box, async () => {
    await database.db.destroy();
    unlock?.();
  });
}

function storeOn(database: Database, clock: Clock, box: SecretBox | undefined, close: () => Promise<void>): Store {
  return {
    events: eventStore(database, clock),
    inbox: inboxStore(database, clock),
    threads: threadStore(database, clock),
    subscriptions: subscriptionStore(database),
    deliveries: deliveryStore(database),
    deliveryRecords: deliveryRecords(database),
    callbacks: callbackStore(database, clock),
    installations: installationStore(database, clock, () => box ?? missingSecret()),
    signals: signalStore(database),
    papers: paperStore(database, clock),
    sourceStates: sourceStateStore(database),
    turns: turnStore(database),
    time: database.engine === 'postgres' ? () => databaseTime(database) : async () => clock.now().getTime(),
    prune: () => prune(database, clock.now().getTime()),
    close,
  };
}

function missingSecret(): never {
  throw new StoreError(
    'secret',
    'Tokens are kept encrypted, so PAPERBOY_SECRET must be set. Make one with: openssl rand -base64 32',
  );
}
