import type { Subscription, SubscriptionStore } from '../../src/digest/subscription.ts';
import type { Signal, SignalCounts, TeamSignals } from '../../src/papers/signal.ts';
import type { Inbox, Place, Thread, ThreadStore } from '../../src/ports.ts';
import type { ArrivedEvent, EventStore, Person, SignalStore } from '../../src/stores.ts';

const MOST_EVENTS = 10_000;

interface MemoryEvents extends EventStore {
  isUnfinished(event: EventKey): boolean;
}

type EventKey = Pick<ArrivedEvent, 'adapter' | 'workspace' | 'id'>;

/** An event log that ends with the process, the oldest finished ones forgotten first. */
export function memoryEvents(): MemoryEvents {
  const unfinished = new Map<string, { event: ArrivedEvent; leaseUntil: number; tries: number }>();
  const finished = new Set<string>();
  return {
    async keep(event, leaseUntil) {
      const key = eventKey(event);
      if (unfinished.has(key) || finished.has(key)) return false;
      unfinished.set(key, { event, leaseUntil, tries: 0 });
      return true;
    },
    async finish(event) {
      const key = eventKey(event);
      if (unfinished.delete(key)) finished.add(key);
      forgetOldest(finished);
    },
    async takeOver(adapter, now, leaseUntil, limit) {
      const taken = [...unfinished.values()]
        .filter((kept) => kept.event.adapter === adapter && kept.leaseUntil <= now)
        .sort((a, b) => a.leaseUntil - b.leaseUntil)
        .slice(0, limit);
      return taken.map((kept) => {
        kept.leaseUntil = leaseUntil;
        return { ...kept.event, tries: ++kept.tries };
      });
    },
    isUnfinished: (event) => unfinished.has(eventKey(event)),
  };
}

/**
 * What was noted for as long as the process lives, the oldest forgotten first.
 *
 * @param events the log that the door keeps; without it nothing is accepted again
 */
export function memoryInbox(events: MemoryEvents = memoryEvents()): Inbox {
  const seen = new Map<string, string | undefined>();
  return {
    async accept({ adapter, workspace }, id, event) {
      const key = eventKey({ adapter, workspace, id });
      if (!seen.has(key)) {
        seen.set(key, event);
        forgetOldest(seen);
        return 'new';
      }
      const isAgain =
        event !== undefined && seen.get(key) === event && events.isUnfinished({ adapter, workspace, id: event });
      return isAgain ? 'again' : false;
    },
  };
}

function forgetOldest(seen: Set<string> | Map<string, unknown>): void {
  if (seen.size <= MOST_EVENTS) return;
  const [oldest] = seen.keys();
  if (oldest !== undefined) seen.delete(oldest);
}

export function memoryThreads(): ThreadStore {
  const threads = new Map<string, Thread>();
  return {
    load: async (place) => threads.get(threadKey(place)),
    save: async (place, thread) => {
      threads.set(threadKey(place), thread);
    },
  };
}

export function memorySubscriptions(): SubscriptionStore {
  let all: Subscription[] = [];
  let count = 0;
  return {
    list: async (place) => all.filter((one) => channelKey(one.place) === channelKey(place)),
    of: async ({ adapter, workspace, id }) =>
      all.filter((one) => one.createdBy === id && one.place.workspace === workspace && one.place.adapter === adapter),
    add: async (subscription) => {
      const added = { ...subscription, id: String(++count) };
      all.push(added);
      return added;
    },
    change: async (id, change) => {
      const before = all.find((one) => one.id === id);
      if (!before) return undefined;
      const { paused, minVotes, ...kept } = { ...before, ...change };
      const after = {
        ...kept,
        ...(minVotes === undefined ? {} : { minVotes }),
        ...(paused === undefined ? {} : { paused }),
      };
      all = all.map((one) => (one === before ? after : one));
      return after;
    },
    posted: async () => new Map(),
    removeAll: async (adapter, workspace) => {
      const before = all.length;
      all = all.filter(({ place }) => place.adapter !== adapter || place.workspace !== workspace);
      return before - all.length;
    },
    remove: async (id) => {
      const before = all.length;
      all = all.filter((one) => one.id !== id);
      return all.length < before;
    },
  };
}

export function memorySignals(): SignalStore {
  let all: { readonly person: Person; readonly signal: Signal }[] = [];
  const isOf = (one: Person, other: Person) => personKey(one) === personKey(other);
  const team = ({ adapter, workspace }: Pick<Place, 'adapter' | 'workspace'>, since: number): TeamSignals => {
    const counts = new Map<string, SignalCounts>();
    for (const { person, signal } of all) {
      if (person.adapter !== adapter || person.workspace !== workspace || signal.at < since) continue;
      const before = counts.get(signal.paperId) ?? {};
      counts.set(signal.paperId, { ...before, [signal.kind]: (before[signal.kind] ?? 0) + (signal.share ?? 1) });
    }
    return counts;
  };
  return {
    async note(person, signal) {
      const isSame = (one: (typeof all)[number]) =>
        isOf(one.person, person) && one.signal.paperId === signal.paperId && one.signal.kind === signal.kind;
      const share = Math.max(signal.share ?? 1, all.find(isSame)?.signal.share ?? 0);
      all = [...all.filter((one) => !isSame(one)), { person, signal: share === 1 ? signal : { ...signal, share } }];
    },
    of: async (person) =>
      all
        .filter((one) => isOf(one.person, person))
        .map(({ signal }) => signal)
        .sort((a, b) => b.at - a.at),
    async withdraw(person, paperId, kind) {
      all = all.filter(
        (one) => !(isOf(one.person, person) && one.signal.paperId === paperId && one.signal.kind === kind),
      );
    },
    async forget(person) {
      all = all.filter((one) => !isOf(one.person, person));
    },
    team: async (place, since) => team(place, since),
    teams: async (since) => (place) => team(place, since),
  };
}

function personKey({ adapter, workspace, id }: Person): string {
  return JSON.stringify([adapter, workspace, id]);
}

function eventKey({ adapter, workspace, id }: EventKey): string {
  return JSON.stringify([adapter, workspace, id]);
}

function channelKey(place: Place): string {
  return JSON.stringify([place.adapter, place.workspace, place.channel]);
}

function threadKey(place: Place): string {
  return JSON.stringify([place.adapter, place.workspace, place.channel, place.thread]);
}
