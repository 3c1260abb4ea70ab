/** Anything that came over the wire, before anybody looked into it. */
export type Json = Readonly<Record<string, unknown>>;

/** Who does something, and where. Ids are snowflakes. */
export interface Actor {
  readonly user: string;
  /** A text channel, a thread or a direct conversation; a text channel that nobody knows yet is made. */
  readonly channel: string;
  readonly guild: string;
  /** In the direct conversation with the bot, whatever `channel` says. */
  readonly direct: boolean;
  /** May manage the server. */
  readonly isAdmin: boolean;
  /** As `en-US`. */
  readonly locale: string;
}

/** The first response to an interaction. */
export interface Answered {
  readonly interactionId: string;
  /** Milliseconds of wall time. */
  readonly afterMs: number;
  readonly kind: 'message' | 'deferred' | 'deferredUpdate' | 'update' | 'modal' | 'autocomplete' | 'none';
  /** Private; a deferred one too. */
  readonly ephemeral: boolean;
  /** Why there was none; the person then sees "The application did not respond". */
  readonly failed?: 'timeout' | 'not connected';
  /** What is shown as its answer by now: undefined while the bot is "thinking". */
  readonly message: ShownMessage | undefined;
  /** What the bot said besides, in order, as it is now. */
  readonly followUps: readonly ShownMessage[];
  readonly modal: ShownModal | undefined;
  readonly choices: readonly { readonly name: string; readonly value: string }[];
}

export interface ShownMessage {
  readonly id: string;
  readonly channelId: string;
  /** Undefined in a direct conversation. */
  readonly guildId?: string;
  readonly userId: string;
  readonly byBot: boolean;
  /** Only this person sees it. */
  readonly ephemeralFor?: string;
  readonly content: string;
  readonly embeds: readonly unknown[];
  readonly components: readonly unknown[];
  readonly flags: number;
  readonly edited: boolean;
  /** The message that it replies to. */
  readonly replyTo?: string;
  /** The interaction that it answers. */
  readonly interactionId?: string;
  readonly nonce?: string;
}

/** A button, or a choice of a select menu, which is pressed alike. */
export interface ShownButton {
  readonly label: string;
  readonly customId: string;
  readonly url?: string;
  readonly disabled: boolean;
  /** Of a choice of a select menu. */
  readonly value?: string;
  readonly message: ShownMessage;
}

export interface ShownModal {
  readonly customId: string;
  readonly title: string;
  readonly components: readonly unknown[];
  /** Who sees it, and where it was opened. */
  readonly userId: string;
  readonly channelId: string;
  readonly guildId?: string;
  /** The message whose button opened it. */
  readonly messageId?: string;
  /** Closed by a submission that was answered. */
  readonly open: boolean;
}

export interface ShownThread {
  readonly id: string;
  readonly name: string;
  readonly parentId: string;
  readonly archived: boolean;
  readonly locked: boolean;
}

export type Fault =
  /** The call takes effect, then the socket is cut. */
  | { readonly kind: 'lostAnswer' }
  /** An HTTP status. The call takes effect before it unless `taken` is false. */
  | { readonly kind: 'status'; readonly status: number; readonly taken?: boolean }
  /** 429; nothing is taken. `retryAfter` in seconds. */
  | { readonly kind: 'rateLimited'; readonly retryAfter: number; readonly global?: boolean }
  /** The call takes effect at once, its answer comes when the gate opens. */
  | { readonly kind: 'held'; readonly gate: Promise<void> }
  /** Discord's own refusal, such as 50013 with status 403; nothing is taken. */
  | { readonly kind: 'error'; readonly code: number; readonly status: number; readonly message: string };

/** One call of the REST interface, in the order in which they came. */
export interface Call {
  readonly method: string;
  /** Below `/api/v10`, without the query. */
  readonly path: string;
  /** As `/channels/:channel/messages`; 'unknown' where there is no such route. */
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly status: number;
  /** Discord's error code, where it was refused. */
  readonly code?: number;
  /** By the fake's clock. */
  readonly at: number;
}

export interface FakeDiscordOptions {
  readonly port?: number;
  /** Servers besides the first one, as snowflakes. */
  readonly moreGuilds?: readonly string[];
  /** How many shards /gateway/bot recommends; 1 unless told. */
  readonly shards?: number;
  /** Milliseconds since the epoch; the computer's clock unless told. `advance` comes on top. */
  readonly now?: () => number;
  /** How long a person waits for the first response, in ms of wall time; 3000 unless told. */
  readonly patience?: number;
  /** Requests that a bucket allows in a second of wall time; 50 unless told. */
  readonly bucketLimit?: number;
  /** Milliseconds between heartbeats; 41,250 unless told. */
  readonly heartbeatMs?: number;
  /** People may use commands that are not registered; their options are then taken as they come. */
  readonly anyCommand?: boolean;
  /** Privileged intents that are granted from the start; none unless told. */
  readonly granted?: readonly Grantable[];
}

/** The intents that Discord gives only on request. */
export type Grantable = 'MessageContent' | 'GuildMembers' | 'GuildPresences';

export interface FakeDiscord {
  /** `http://127.0.0.1:<port>/api`, for DISCORD_API_URL; discord.js appends `/v10`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly botUserId: string;
  readonly guildId: string;
  /** Where people are unless told otherwise. */
  readonly channelId: string;
  readonly userId: string;

  /** `/papers subcommand`; a subcommand in a group is `group subcommand`. Resolves at the first response. */
  command(
    subcommand: string,
    options?: Readonly<Record<string, string | number | boolean>>,
    by?: Partial<Actor>,
  ): Promise<Answered>;
  /** Types into an option. Throws where no answer came in time. */
  autocomplete(
    subcommand: string,
    option: string,
    typed: string,
    by?: Partial<Actor>,
  ): Promise<readonly { readonly name: string; readonly value: string }[]>;
  /** Throws where a person could not press it: disabled, a link, private to another, or gone. */
  press(button: ShownButton, by?: Partial<Actor>): Promise<Answered>;
  /** Apps > name, on a message; where nobody wrote it, it is taken as written by somebody. */
  messageCommand(
    name: string,
    message: { readonly id: string; readonly content: string; readonly channelId: string },
    by?: Partial<Actor>,
  ): Promise<Answered>;
  /** Submits a modal. `values` by custom_id; what is left out keeps its initial value. */
  submit(
    modal: ShownModal,
    values: Readonly<Record<string, string | readonly string[]>>,
    by?: Partial<Actor>,
  ): Promise<Answered>;
  /**
   * Writes a message. The bot gets no content unless it has the MessageContent intent, is mentioned (a reply to it
   * mentions it), or is spoken to in a direct conversation.
   */
  write(
    content: string,
    where?: Partial<Actor> & { readonly replyTo?: string },
  ): Promise<{ readonly id: string; readonly channelId: string }>;
  /**
   * Puts an emoji on a message that is for all, or takes it away. Throws where a person could not do so. The bot hears of it
   * only with the intent for reactions there.
   *
   * @param emoji a sign, or the name of a server's own as `:name:`
   */
  react(
    emoji: string,
    on: { readonly id: string; readonly channelId: string },
    by?: { readonly user?: string; readonly isBot?: boolean; readonly added?: boolean },
  ): void;
  /** A person starts a thread from a message. @returns its id, which is the message's */
  openThread(messageId: string, name?: string): string;

  /** In all channels, as they were first shown, each in its latest version; what is still "thinking" is not among them. */
  readonly messages: readonly ShownMessage[];
  readonly ephemerals: readonly ShownMessage[];
  readonly modals: readonly ShownModal[];
  readonly threads: readonly ShownThread[];
  /** What is registered, globally and in the servers. */
  readonly commands: readonly Json[];
  readonly calls: readonly Call[];
  /** How often the bot identified, and how often it resumed. */
  readonly identifies: number;
  readonly resumes: number;
  /** Gateway connections that are open and identified. */
  readonly connections: number;
  /** What a careful bot never does; empty at the end of a good test. */
  readonly violations: readonly string[];
  /** Waits until the condition holds; fails with what was seen after 10 s, or the given time. */
  until(condition: () => boolean, what: string, withinMs?: number): Promise<void>;

  /** The next `times` calls of the route, as `POST /channels/:id/messages`, go wrong. */
  fault(route: string, fault: Fault, times?: number): void;
  /**
   * To all connections: op 7, op 9 after which nothing can be resumed, or the end with a code (`cut`: without one).
   * Resolves when they are gone.
   */
  gateway(action: 'reconnect' | 'invalidSession' | 'cut' | { readonly close: number }): Promise<void>;
  /** Makes or changes a channel. `permissions`: all that the bot has there, as `SendMessages` or `SEND_MESSAGES`. */
  channel(
    id: string,
    settings: {
      readonly exists?: boolean;
      readonly permissions?: readonly string[];
      readonly type?: number;
      readonly guild?: string;
    },
  ): void;
  /** A message to an archived thread opens it again, as in Discord, unless it is locked too. */
  thread(id: string, settings: { readonly archived?: boolean; readonly locked?: boolean }): void;
  /** Identifying with an intent that is not granted closes with 4014. */
  grant(intent: Grantable, granted: boolean): void;
  /** Lets time pass: for interaction tokens, nonces and timestamps. */
  advance(ms: number): void;
  /** Away: connections are refused until `comeBack`, on the same port, with everything kept. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}
