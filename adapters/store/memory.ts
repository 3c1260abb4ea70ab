import type { Subscription, SubscriptionStore } from '../../src/digest/subscription.ts';
import type { Inbox, Place, Thread, ThreadStore } from '../../src/ports.ts';

const MOST_EVENTS = 10_000;

/** Events noted for as long as the process lives, the oldest forgotten first. */
export function memoryInbox(): Inbox {
  const seen = new Set<string>();
  return {
    async accept(place, id) {
      const key = `${place.adapter} ${place.workspace} ${id}`;
      if (seen.has(key)) return false;
      seen.add(key);
      if (seen.size > MOST_EVENTS) for (const oldest of seen) return seen.delete(oldest);
      return true;
    },
  };
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
    add: async (subscription) => {
      const added = { ...subscription, id: String(++count) };
      all.push(added);
      return added;
    },
    change: async (id, { paused, ...change }) => {
      const before = all.find((one) => one.id === id);
      if (!before) return undefined;
      const { paused: was, ...kept } = before;
      const rests = paused ?? was;
      const after = { ...kept, ...change, ...(rests === undefined ? {} : { paused: rests }) };
      all = all.map((one) => (one === before ? after : one));
      return after;
    },
    posted: async () => new Set(),
    remove: async (id) => {
      const before = all.length;
      all = all.filter((one) => one.id !== id);
      return all.length < before;
    },
  };
}

function channelKey(place: Place): string {
  return JSON.stringify([place.adapter, place.workspace, place.channel]);
}

function threadKey(place: Place): string {
  return JSON.stringify([place.adapter, place.workspace, place.channel, place.thread]);
}
