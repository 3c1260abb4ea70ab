import type { Context } from './commands/command.ts';
import { argumentsOf, type Command } from './commands/command.ts';
import { COMMANDS } from './commands/table.ts';
import { checkInvocation, parseTyped } from './commands/typed.ts';
import { continueThread } from './conversation.ts';
import type { SubscriptionStore } from './digest/subscription.ts';
import { UserError } from './errors.ts';
import { homeMessage } from './home.ts';
import type { Library } from './library.ts';
import type { Invocation } from './messages/invocation.ts';
import { markup, say } from './messages/markup.ts';
import type { Message, Text } from './messages/message.ts';
import { paperLabel } from './messages/paper-card.ts';
import { shorten } from './messages/shorten.ts';
import { fnv1a } from './papers/slug.ts';
import type { Bot, Clock, Inbox, Incoming, Log, Reply, ThreadStore } from './ports.ts';
import { createNotes, createReactions, keepFirstTopic, type Regard, regardsOfCommand } from './signals.ts';
import type { SignalStore } from './stores.ts';
import { isQuestion, readSmallTalk } from './threads/small-talk.ts';

interface Surroundings {
  readonly library: Library;
  readonly clock: Clock;
  readonly log: Log;
  readonly inbox: Inbox;
  readonly threads: ThreadStore;
  readonly subscriptions: SubscriptionStore;
  readonly signals: SignalStore;
}

/** Everything but a reaction, which is not answered. */
type Asking = Exclude<Incoming, { readonly kind: 'reaction' }>;

/** A context in which what the person makes of papers is noted. */
interface Running extends Context {
  /** Never rejects. */
  note(regards: readonly Regard[]): Promise<void>;
}

/** The bot behind all doors: takes what a person did, gives what is to be said. Never throws for what a person wrote. */
export function createBot({ library, clock, log, inbox, threads, subscriptions, signals }: Surroundings): Bot {
  const note = createNotes({ signals, clock, log });
  const react = createReactions({ threads, signals, clock, log });

  async function respond(incoming: Asking, isAgain: boolean): Promise<Reply | undefined> {
    const context: Running = {
      place: incoming.place,
      user: incoming.user,
      clock,
      library,
      subscriptions,
      signals,
      commands: COMMANDS,
      isAgain,
      note: (regards) => note(incoming.place, incoming.user, regards),
    };
    switch (incoming.kind) {
      case 'command':
        return runTyped(incoming.text, context);
      case 'action':
        return run(checkInvocation(incoming.invocation, COMMANDS), context);
      case 'message':
        return respondToMessage(incoming, context);
      default:
        return incoming satisfies never;
    }
  }

  /** What is shown for an error that nobody expected; the log has it under the same reference. */
  function failure(id: string, kind: string, error: unknown): Message {
    const reference = fnv1a(id).toString(16);
    log.error('A request failed.', { reference, kind, error });
    return textMessage(`Something went wrong here (reference ${reference}). Nothing was changed; please try again.`);
  }

  async function respondToMessage(
    incoming: Incoming & { readonly kind: 'message' },
    context: Running,
  ): Promise<Reply | undefined> {
    const { id, event, place, text, addressed } = incoming;
    const kept = place.thread === undefined ? undefined : await threads.load(place);
    if (kept) {
      const { topic, turns } = context.isAgain && kept.before?.message === id ? kept.before : kept;
      const continued = await continueThread(text, { topic, turns }, context);
      const before = event === undefined ? {} : { before: { message: id, topic, turns } };
      if (continued.thread.topic !== topic) await keepFirstTopic(threads, place, topic);
      await threads.save(place, { ...continued.thread, ...before });
      await context.note(continued.regards);
      return continued.reply;
    }
    return addressed ? respondDirectly(text, context) : undefined;
  }

  return {
    async handle(incoming) {
      // added, taken back and added again are no redelivery, and the same twice is the same once
      if (incoming.kind === 'reaction') return void (await react(incoming));
      try {
        const accepted = await inbox.accept(incoming.place, incoming.id, incoming.event);
        return accepted ? await respond(incoming, accepted === 'again') : undefined;
      } catch (error) {
        if (error instanceof UserError) return userErrorReply(error);
        return {
          audience: 'caller',
          message: failure(`${incoming.place.adapter} ${incoming.id}`, incoming.kind, error),
        };
      }
    },
    async home(place, user) {
      try {
        return await homeMessage(place, user, { library, subscriptions, signals }, clock.now().getTime());
      } catch (error) {
        return failure(`${place.adapter} home ${place.workspace} ${user.id}`, 'home', error);
      }
    },
    async opened(place, topic) {
      await threads.save(place, { topic, turns: [] });
    },
    topics(prefix, limit) {
      const typed = prefix.trim().toLowerCase();
      const beginning = library.topics.filter((topic) => topic.startsWith(typed));
      const holding = library.topics.filter((topic) => topic.includes(typed) && !topic.startsWith(typed));
      const found: string[] = [];
      for (const topic of [...beginning, ...holding]) {
        if (found.length === limit) break;
        if (library.search.search(topic, { limit: 1 }).kind === 'found') found.push(topic);
      }
      return found;
    },
    complete(prefix, limit) {
      return library.search.complete(prefix, limit).map(paperLabel);
    },
  };
}

async function run(invocation: Invocation, context: Running): Promise<Reply> {
  const command = COMMANDS.find((candidate) => candidate.name === invocation.command);
  if (!command) throw new UserError(`There is no command “${invocation.command}”.`);
  const reply = await command.run(argumentsOf(invocation), context);
  await context.note(regardsOfCommand(command.name, reply));
  return reply;
}

async function runTyped(text: string, context: Running): Promise<Reply> {
  const typed = parseTyped(text, COMMANDS);
  switch (typed.kind) {
    case 'invocation':
      return run(typed.invocation, context);
    case 'bare':
      return runBare(typed.text, context);
    case 'resembles':
      return runResembling(typed.word, typed.command, typed.rest, text, context);
    default:
      return typed satisfies never;
  }
}

async function runBare(text: string, context: Running): Promise<Reply> {
  if (text === '') return runNamed('help', '', context);
  const reply = await runNamed('search', text, context);
  return isQuestion(text)
    ? withNote(reply, say`These are papers. For an answer: \`/papers ask ${shorten(text, 80)}\`.`)
    : reply;
}

/** "serach overthinking" is run as a search and says so; a word that papers use stays a search; a change is asked back. */
async function runResembling(word: string, command: Command, rest: string, text: string, context: Running) {
  const meaning = context.library.search.search(word, { limit: 1 });
  if (meaning.unknown.length === 0 && meaning.corrections.length === 0) return runNamed('search', text.trim(), context);
  if (command.changes)
    throw new UserError(`There is no command “${word}”. Did you mean \`/papers ${`${command.name} ${rest}`.trim()}\`?`);
  const reply = await runNamed(command.name, rest, context);
  return withNote(reply, say`Read “${word}” as \`${command.name}\`.`);
}

function withNote(reply: Reply, text: Text): Reply {
  return { ...reply, message: { ...reply.message, blocks: [{ kind: 'finePrint', text }, ...reply.message.blocks] } };
}

async function runNamed(name: string, rest: string, context: Running): Promise<Reply> {
  const typed = parseTyped(`${name} ${rest}`, COMMANDS);
  if (typed.kind !== 'invocation') throw new UserError(`There is no command “${name}”.`);
  return run(typed.invocation, context);
}

/** A message to Paperboy itself, outside its threads: a command without its slash, a question, or words to search. */
async function respondDirectly(text: string, context: Running): Promise<Reply> {
  const smallTalk = readSmallTalk(text);
  if (smallTalk === 'thanks') return { audience: 'channel', message: textMessage('You’re welcome.') };
  if (smallTalk === 'help' || text.trim() === '') return runNamed('help', '', context);
  const typed = parseTyped(text, COMMANDS);
  if (typed.kind !== 'invocation' && isQuestion(text)) return runNamed('ask', text, context);
  return runTyped(text, context);
}

function userErrorReply(error: UserError): Reply {
  return {
    audience: 'caller',
    message: { summary: error.message, blocks: [{ kind: 'text', text: markup(error.message) }] },
  };
}

function textMessage(text: string): Message {
  return { summary: text, blocks: [{ kind: 'text', text: say`${text}` } as const] };
}
