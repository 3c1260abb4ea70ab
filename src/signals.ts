import type { Signal } from './papers/signal.ts';
import type { Clock, Incoming, Log, Place, Reaction, Reply, ThreadStore, Topic, User } from './ports.ts';
import type { Person, SignalStore } from './stores.ts';

/** What somebody made of a paper; when they did is added as it is noted. */
export type Regard = Omit<Signal, 'at'>;

/** What a reaction to a message about these papers says of each: a number is the paper that has it there, if any has. */
function regardsOfReaction({ paperIds, firstNumber }: Topic, reaction: Reaction): readonly Regard[] {
  if (typeof reaction === 'number') {
    const paperId = paperIds[reaction - firstNumber];
    return paperId === undefined ? [] : [{ paperId, kind: 'liked' }];
  }
  const kinds = { like: 'liked', dislike: 'disliked', save: 'saved' } as const;
  return shared(paperIds, kinds[reaction]);
}

/** What a command says of papers, by its name and what came of it: opening one, and showing some to the channel. */
export function regardsOfCommand(command: string, { topic }: Reply): readonly Regard[] {
  const paperIds = topic?.paperIds ?? [];
  if (command === 'share') return shared(paperIds, 'shared');
  // more than one are those that could be meant
  return command === 'show' && paperIds.length === 1 ? shared(paperIds, 'opened') : [];
}

function shared(paperIds: readonly string[], kind: Signal['kind']): readonly Regard[] {
  const share = 1 / paperIds.length;
  return paperIds.map((paperId) => ({ paperId, kind, share }));
}

interface NotesOptions {
  readonly signals: SignalStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** Notes what people make of papers. It never rejects: what they asked for is answered whatever comes of the note. */
export function createNotes({ signals, clock, log }: NotesOptions) {
  return async (place: Place, user: User, regards: readonly Regard[]): Promise<void> => {
    try {
      const at = clock.now().getTime();
      for (const regard of regards) await signals.note(personOf(place, user), { ...regard, at });
    } catch (error) {
      log.warn('What somebody made of a paper could not be noted.', { error });
    }
  };
}

type Reacted = Extract<Incoming, { readonly kind: 'reaction' }>;

/**
 * Takes in reactions to messages that are known to be about papers, and never rejects. They are worked on in their order,
 * so that what is taken back at once stays taken back.
 */
export function createReactions({ threads, signals, clock, log }: NotesOptions & { readonly threads: ThreadStore }) {
  let last: Promise<void> = Promise.resolve();

  async function take({ place, user, reaction, added }: Reacted): Promise<void> {
    const topic = await firstTopic(threads, place);
    const at = clock.now().getTime();
    const person = personOf(place, user);
    for (const regard of topic ? regardsOfReaction(topic, reaction) : []) {
      if (added) await signals.note(person, { ...regard, at });
      else await signals.withdraw(person, regard.paperId, regard.kind);
    }
  }

  return (reacted: Reacted): Promise<void> => {
    last = last
      .then(() => take(reacted))
      .catch((error: unknown) => log.warn('A reaction could not be noted.', { added: reacted.added, error }));
    return last;
  };
}

/** Keeps what a thread began with, now that the talk in it goes on to other papers: its first message still shows these. */
export async function keepFirstTopic(threads: ThreadStore, place: Place, topic: Topic): Promise<void> {
  const first = beginning(place);
  if (!(await threads.load(first))) await threads.save(first, { topic, turns: [] });
}

async function firstTopic(threads: ThreadStore, place: Place): Promise<Topic | undefined> {
  if (place.thread === undefined) return undefined;
  const thread = (await threads.load(beginning(place))) ?? (await threads.load(place));
  return thread?.topic;
}

function beginning(place: Place): Place {
  return { ...place, thread: `first of ${place.thread}` };
}

function personOf({ adapter, workspace }: Place, { id }: User): Person {
  return { adapter, workspace, id };
}
