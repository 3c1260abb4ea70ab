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
  arxiv_id: string | null;
  /** The number of the last change of it. */
  change: number;
}

/** Every title that a paper was ever named by, as `titleIdentity` has it. */
interface PaperTitles {
  title_key: string;
  paper_id: string;
}

interface Observations {
  paper_id: string;
  source: string;
  at: Moment;
  votes: number | null;
  comments: number | null;
  stars: number | null;
  rank: number | null;
  /** 0 or 1. */
  has_code: number | null;
  /** The number of the change that brought it. */
  change: number;
}

interface Counters {
  name: string;
  value: number;
}

interface SourceStates {
  source: string;
  part: string;
  etag: string | null;
  last_modified: string | null;
  at: Moment;
}

/** Who is at something that one process does at a time. */
interface Turns {
  name: string;
  holder: string;
  lease_until: Moment;
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
  created_at: Generated<Moment>;
  min_votes: number | null;
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
  /** When the post was due. */
  posted_at: Moment;
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
  /** A salted hash. */
  person: string;
  paper_id: string;
  kind: string;
  at: Moment;
  share: Generated<number>;
}

/** Made once and never changed, so that the same person has the same hash. */
interface Salts {
  name: string;
  salt: string;
}

interface Migrations {
  name: string;
  run_at: Moment;
}

/** What is kept, the same on both engines. */
export interface Schema {
  papers: Papers;
  paper_titles: PaperTitles;
  observations: Observations;
  counters: Counters;
  source_states: SourceStates;
  turns: Turns;
  subscriptions: Subscriptions;
  deliveries: Deliveries;
  posted_papers: PostedPapers;
  threads: Threads;
  inbox: Inbox;
  events: Events;
  callbacks: Callbacks;
  installations: Installations;
  signals: Signals;
  salts: Salts;
  migrations: Migrations;
}

/** A database of this schema, and in what little its engines differ. */
export interface Database {
  readonly engine: 'sqlite' | 'postgres';
  readonly db: Kysely<Schema>;
}
