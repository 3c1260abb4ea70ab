import type { ColumnType, Generated, Kysely } from 'kysely';

/** Milliseconds since the epoch. */
type Moment = number;
/** JSON as text, so that both engines store the same. */
type Json = string;
/** Given by the database, from 1, and never given twice. */
type Serial = ColumnType<number, never, never>;

interface ChannelColumns {
  adapter: string;
  workspace: string;
  channel: string;
}

interface Papers {
  id: string;
  record: Json;
  first_seen: Moment;
}

interface Observations {
  paper_id: string;
  source: string;
  at: Moment;
  votes: number | null;
  comments: number | null;
  stars: number | null;
  rank: number | null;
}

export interface Subscriptions extends ChannelColumns {
  id: Serial;
  cron: string;
  zone: string;
  count: number;
  topics_in: Json;
  topics_out: Json;
  created_by: string;
  next_due: Moment;
  paused: string | null;
}

export interface Deliveries extends ChannelColumns {
  id: Serial;
  key: string;
  kind: string;
  subscription_id: number;
  recipient: string | null;
  due: Moment;
  planned_at: Moment;
  expires_at: Moment;
  state: string;
  fence: Generated<number>;
  attempts: Generated<number>;
  /** Null once it is final. */
  wake_at: Moment | null;
  lease_until: Moment | null;
  reason: string | null;
  message_id: string | null;
  /** Null where a slot was missed for too long, and nothing was decided for it. */
  payload: Json | null;
}

/** The papers that a channel had, or is about to get. */
interface PostedPapers extends ChannelColumns {
  paper_id: string;
  delivery_id: number;
}

interface Threads extends ChannelColumns {
  thread: string;
  topic: Json;
  turns: Json;
  before: Json | null;
  saved_at: Moment;
}

interface Inbox {
  adapter: string;
  workspace: string;
  id: string;
  accepted_at: Moment;
  /** The delivery that brought it, where the door told. */
  event: string | null;
}

interface Events {
  adapter: string;
  workspace: string;
  id: string;
  arrived_at: Moment;
  /** Null once it is finished. */
  body: string | null;
  /** Null once it is finished. */
  lease_until: Moment | null;
  tries: Generated<number>;
}

interface Callbacks {
  id: string;
  invocation: Json;
  used_at: Moment;
}

interface Installations {
  adapter: string;
  workspace: string;
  installed_by: string;
  installed_at: Moment;
  details: Json;
  /** Encrypted. */
  token: string;
}

interface Signals {
  adapter: string;
  workspace: string;
  person: string;
  paper_id: string;
  kind: string;
  at: Moment;
}

interface Migrations {
  name: string;
  run_at: Moment;
}

/** What is kept, the same on both engines. */
export interface Schema {
  papers: Papers;
  observations: Observations;
  subscriptions: Subscriptions;
  deliveries: Deliveries;
  posted_papers: PostedPapers;
  threads: Threads;
  inbox: Inbox;
  events: Events;
  callbacks: Callbacks;
  installations: Installations;
  signals: Signals;
  migrations: Migrations;
}

/** A database of this schema, and in what little its engines differ. */
export interface Database {
  readonly engine: 'sqlite' | 'postgres';
  readonly db: Kysely<Schema>;
}
