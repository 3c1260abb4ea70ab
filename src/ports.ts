import type { Invocation } from './messages/invocation.ts';
import type { Message } from './messages/message.ts';
import type { SourceAnswer, Validator } from './papers/sighting.ts';

/** Time comes in through the door. */
export interface Clock {
  now(): Date;
}

/** Where something is said. */
export interface Place {
  readonly adapter: string;
  readonly workspace: string;
  readonly channel: string;
  /** The platform's id of the thread, where it is said in one. */
  readonly thread?: string;
}

export interface User {
  readonly id: string;
  /** IANA name, where the platform knows it. */
  readonly timeZone?: string;
  /** May manage what others set up in the channel. */
  readonly isAdmin: boolean;
}

/**
 * What a person did. `id` is the platform's own, so that a redelivery is recognised.
 * A Discord option set and a pressed button arrive as `action`, a typed command as `command`.
 */
export type Incoming = {
  readonly id: string;
  /** The delivery by which it came, where the door wrote that down: after a crash the same one is worked on again. */
  readonly event?: string;
  readonly place: Place;
  readonly user: User;
} & (
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'action'; readonly invocation: Invocation }
  /** `addressed`: said to Paperboy itself, by a mention or in a direct conversation. */
  | { readonly kind: 'message'; readonly text: string; readonly addressed: boolean }
  /** To a message of Paperboy's; `place.thread` is that message. Taken back where `added` is false. */
  | { readonly kind: 'reaction'; readonly reaction: Reaction; readonly added: boolean }
);

/** What a reaction says of the papers of a message: of all, or of the one that has this number there. */
export type Reaction = 'like' | 'dislike' | 'save' | number;

/** What a thread is about. */
export interface Topic {
  /** In the order in which they were shown, so that "the second one" is the second. */
  readonly paperIds: readonly string[];
  /** Where in all results the first of them stands, 1 for the first page. */
  readonly firstNumber: number;
  /** What was asked for, to go on with ("more"). */
  readonly origin?: Invocation;
}

export interface Reply {
  readonly message: Message;
  readonly audience: 'caller' | 'channel';
  /** The papers that this reply's thread is then about; the door tells the bot where the thread began. */
  readonly topic?: Topic;
}

/** One question and what became of it. */
export interface Turn {
  readonly question: string;
  /** The papers that it was about. */
  readonly paperIds: readonly string[];
}

export interface Thread {
  readonly topic: Topic;
  /** Oldest first. */
  readonly turns: readonly Turn[];
  /** What it was before the last message, so that this is answered alike after a crash. */
  readonly before?: {
    /** The last message, as the platform calls it. */
    readonly message: string;
    readonly topic: Topic;
    readonly turns: readonly Turn[];
  };
}

export interface ThreadStore {
  load(place: Place): Promise<Thread | undefined>;
  save(place: Place, thread: Thread): Promise<void>;
}

/**
 * `again`: the same delivery brought it before and is not finished, so a crash may have come between. False where it was
 * worked on before.
 */
type Acceptance = 'new' | 'again' | false;

/** What people did and the bot worked on. */
export interface Inbox {
  /**
   * Notes what a person did, by the platform's id of it.
   *
   * @param event the delivery by which it came, as in the event log
   */
  accept(place: Place, id: string, event?: string): Promise<Acceptance>;
}

/** Logs without secrets: a message for people and fields for machines. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** Where papers come from. */
export interface PaperSource {
  readonly name: string;
  /**
   * Asks for what was listed or counted since a moment, a part at a time. Never throws for what a source answers or fails
   * to answer; each part says what became of it.
   *
   * @param since milliseconds since the epoch; undefined for the source's usual stretch
   * @param known what came along with the last answer to a part
   */
  read(
    since: number | undefined,
    known: (part: string) => Promise<Validator | undefined>,
    signal: AbortSignal,
  ): AsyncIterable<SourceAnswer>;
}

/** What is attached to a post so that it can be found again. */
export type DeliveryKey = string;

/** The platform's own reference of a posted message. */
export interface MessageRef {
  readonly place: Place;
  readonly id: string;
}

/** What the doors may ask of the bot. */
export interface Bot {
  /** @returns undefined where nothing is to be said: seen before, or not for Paperboy */
  handle(incoming: Incoming): Promise<Reply | undefined>;
  /** A reply with a topic was posted, and `place` is its thread. */
  opened(place: Place, topic: Topic): Promise<void>;
  /**
   * A person's own page: what the bot can do, their daily posts, what is on top now. `place` is their workspace, with no
   * channel. Never throws.
   */
  home(place: Place, user: User): Promise<Message>;
  /** Names of papers that begin with or resemble the text, for completion. */
  complete(prefix: string, limit: number): readonly string[];
  /** Topics that begin with or hold the text and that some paper is about, for completion. */
  topics(prefix: string, limit: number): readonly string[];
}

export interface ChatAdapter {
  readonly name: string;
  start(bot: Bot): Promise<void>;
  /** Posts a digest. The key goes with it, so that `find` finds it after a crash. */
  post(place: Place, message: Message, key: DeliveryKey, topic?: Topic): Promise<MessageRef>;
  find(place: Place, key: DeliveryKey, since: Date): Promise<MessageRef | undefined>;
  /** Where Paperboy speaks with one person alone. */
  direct(workspace: string, userId: string): Promise<Place>;
  stop(): Promise<void>;
}
