import type { Json } from '../values.ts';

export type { Json } from '../values.ts';

/** Who does something, and where. */
export interface Actor {
  readonly user: string;
  readonly channel: string;
  readonly workspace: string;
}

/** How the bot acknowledged what it was sent. */
export interface Ack {
  readonly afterMs: number;
  /** What came with it: the payload of a Socket Mode acknowledgment, or the body of the HTTP answer (JSON read). */
  readonly body: unknown;
  /** HTTP only. */
  readonly status?: number;
  /** Why nothing was acknowledged; the person then sees "dispatch_failed". */
  readonly failed?: 'timeout' | 'unreachable' | 'not connected';
}

/** What is attached to a message for its app. */
export interface Metadata {
  readonly event_type: string;
  readonly event_payload: Json;
}

interface ShownMessage {
  readonly kind: 'message';
  readonly workspace: string;
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly metadata?: Metadata;
  readonly user: string;
  readonly byBot: boolean;
  readonly edited: boolean;
  readonly reactions: ReadonlyMap<string, ReadonlySet<string>>;
}

interface ShownEphemeral {
  readonly kind: 'ephemeral';
  readonly workspace: string;
  readonly channel: string;
  /** The only person who sees it. */
  readonly user: string;
  readonly ts: string;
  readonly threadTs?: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly edited: boolean;
}

/** A modal or a person's App Home. */
export interface ShownView {
  readonly kind: 'view';
  readonly workspace: string;
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly user: string;
  readonly hash: string;
  readonly callbackId: string;
  readonly privateMetadata: string;
  readonly title: string;
  readonly blocks: readonly unknown[];
  /** A modal is closed by a submission that was accepted. */
  readonly open: boolean;
  /** What the last submission was refused with, by block_id. */
  readonly errors: Readonly<Record<string, string>>;
}

export type Shown = ShownMessage | ShownEphemeral | ShownView;

export interface ShownButton {
  readonly label: string;
  /** '' where it has none. */
  readonly value: string;
  readonly actionId: string;
  readonly blockId: string;
  readonly url?: string;
  /** What the button hangs on. */
  readonly message: Shown;
}

/** A sequence in angle brackets that Slack acts on: it pings, or it leads somewhere. */
export interface LiveSequence {
  readonly kind: 'broadcast' | 'person' | 'channel' | 'link' | 'date';
  /** As it was sent, with its brackets. */
  readonly text: string;
  /** The Web API method that said it, or `response_url`. */
  readonly method: string;
}

export type Fault =
  /** The call takes effect, then the socket is cut. */
  | { readonly kind: 'lostAnswer' }
  /** An HTTP status. The call takes effect before it unless `taken` is false. */
  | { readonly kind: 'status'; readonly status: number; readonly taken?: boolean }
  /** 429; nothing is taken. `retryAfter` in seconds. */
  | { readonly kind: 'rateLimited'; readonly retryAfter: number }
  /** The call takes effect at once, its answer comes when the gate opens. */
  | { readonly kind: 'held'; readonly gate: Promise<void> }
  /** The same, after so many milliseconds of wall time. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Slack's own refusal, such as `not_in_channel`. */
  | { readonly kind: 'error'; readonly error: string };

/** One call of the Web API or of a response_url (method `response_url`), in the order in which they came. */
export interface Call {
  readonly method: string;
  readonly args: Json;
  /** By the fake's clock. */
  readonly at: number;
  /** Slack's error, where it was refused. */
  readonly error?: string;
}

/** What was sent to the bot. */
export interface Delivery {
  readonly kind: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: Json;
  /** How often it had been sent before, as `x-slack-retry-num` and `retry_attempt` say. */
  readonly retry: number;
}

export interface FakeSlackOptions {
  readonly port?: number;
  /** Where the bot is installed from the start; ['T0001'] unless told. */
  readonly workspaces?: readonly string[];
  /** What the bot's tokens may do; all that the methods here ask for, unless told. */
  readonly scopes?: readonly string[];
  /** Milliseconds since the epoch; the computer's clock unless told. `advance` comes on top. */
  readonly now?: () => number;
  /** How long a person's command or click waits for an acknowledgment, in ms of wall time; 3000 unless told. */
  readonly patience?: number;
  /** Whether the bot hears its own messages as events, as it does in Slack; true unless told. */
  readonly echo?: boolean;
  /** The most messages that conversations.history and .replies give at once; 999 unless told, 15 for some apps. */
  readonly historyCap?: number;
}

export interface FakeSlack {
  /** `http://127.0.0.1:<port>/api/`, for SLACK_API_URL. */
  readonly apiUrl: string;
  readonly tokens: {
    readonly bot: string;
    readonly app: string;
    readonly signingSecret: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  /** The first workspace, and the bot in it. */
  readonly workspace: string;
  readonly botUserId: string;
  /** The bot's token in a workspace where it is installed. */
  token(workspace: string): string;
  /** How many Socket Mode connections are open. */
  readonly connections: number;
  /** Events reach the bot by signed requests to this address from now on, not over Socket Mode. */
  overHttp(url: string): void;

  /** `/papers text`. */
  command(text: string, by?: Partial<Actor>): Promise<Ack>;
  /** A click on a button of a message, an ephemeral message, a modal or a home. */
  press(button: ShownButton, by?: Partial<Actor>): Promise<Ack>;
  /** Writes a message. Where it mentions the bot it arrives as `message` and as `app_mention`; a channel `D…` is a DM. */
  write(
    text: string,
    where?: Partial<Actor> & { readonly threadTs?: string },
  ): Promise<{ readonly ts: string; readonly acks: readonly Ack[] }>;
  /**
   * Adds an emoji by Slack's name of it to a message, or takes it back. Throws where a person could not do so.
   *
   * @returns undefined where the bot does not hear of it: not a member there, or without the scope
   */
  react(
    name: string,
    on: { readonly workspace: string; readonly channel: string; readonly ts: string },
    by?: Partial<Pick<Actor, 'user'>> & { readonly added?: boolean },
  ): Promise<Ack | undefined>;
  /**
   * Submits a modal. `values` by block_id: text, the value of an option, or a list of them; what is left out keeps its
   * initial value. Throws where Slack would not let a person do so.
   */
  submit(view: ShownView, values: Json, by?: Partial<Actor>): Promise<Ack>;
  openHome(user?: string, workspace?: string): Promise<Ack>;
  /** Any event of the Events API; with the same `eventId` it is a redelivery. */
  event(
    event: Json,
    options?: { readonly eventId?: string; readonly retry?: number; readonly workspace?: string },
  ): Promise<Ack>;
  /** Sends the same once more, as Slack does where it got no acknowledgment. */
  redeliver(delivery: Delivery): Promise<Ack>;
  /** `tokens_revoked`, then `app_uninstalled`; the token is dead. @returns how the latter was acknowledged */
  uninstall(workspace?: string): Promise<Ack>;
  /** Somebody allows the installation. @returns the code for `oauth.v2.access` */
  authorise(workspace: string, user?: string): string;

  /** In all channels and DMs, oldest first, each in its latest version. */
  readonly messages: readonly ShownMessage[];
  readonly ephemerals: readonly ShownEphemeral[];
  /** Modals, latest last. */
  readonly views: readonly ShownView[];
  /** By user id; outside the first workspace by `<workspace>:<user>`. */
  readonly homes: ReadonlyMap<string, ShownView>;
  readonly calls: readonly Call[];
  readonly deliveries: readonly Delivery[];
  readonly live: readonly LiveSequence[];
  /** What a careful bot never does; empty at the end of a good test. */
  readonly violations: readonly string[];
  /** Waits until the condition holds; fails with what was seen after 10 s, or the given time. */
  until(condition: () => boolean, what: string, withinMs?: number): Promise<void>;

  /** The next `times` calls of the method (or `response_url`) that fit go wrong. */
  fault(method: string, fault: Fault, times?: number, fits?: (args: Json) => boolean): void;
  /** 429 from now on where two posts to a channel come within a second of wall time. */
  enforcePace(on: boolean): void;
  /**
   * Ends all Socket Mode connections: `cut` without a word, else Slack's `disconnect`, after which the client is to
   * leave. Resolves when they are gone.
   */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled' | 'cut'): Promise<void>;
  /** Away and back at once, on the same port, with everything kept. */
  restart(): Promise<void>;
  /** Away: connections are refused until `comeBack`. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  /** Lets time pass: for response urls, triggers and timestamps. */
  advance(ms: number): void;
  channel(
    id: string,
    settings: {
      readonly member?: boolean;
      readonly archived?: boolean;
      readonly private?: boolean;
      readonly exists?: boolean;
      readonly workspace?: string;
    },
  ): void;
  user(
    id: string,
    settings: {
      readonly tz?: string;
      readonly isAdmin?: boolean;
      readonly isBot?: boolean;
      readonly workspace?: string;
    },
  ): void;
  stop(): Promise<void>;
}

/** A fault as it was asked for. */
export interface StartedFault {
  readonly method: string;
  readonly fault: Fault;
  readonly times: number;
  readonly fits: (args: Json) => boolean;
}
