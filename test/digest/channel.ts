import { openStore, type Store } from '../../adapters/store/store.ts';
import { renderTerminal } from '../../adapters/terminal/render.ts';
import { PLAIN } from '../../adapters/terminal/style.ts';
import { createBot } from '../../src/bot.ts';
import type { Door } from '../../src/digest/door.ts';
import { LEDGER_TIMING } from '../../src/digest/ledger.ts';
import { digestPayloads } from '../../src/digest/payload.ts';
import { createDeliveryRunner } from '../../src/digest/runner.ts';
import { LONGEST_WINDOW } from '../../src/digest/window.ts';
import { createLibrary, type GrowingLibrary } from '../../src/library.ts';
import { makePaper } from '../../src/papers/paper.ts';
import type { SignalKind } from '../../src/papers/signal.ts';
import type { Place, User } from '../../src/ports.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Monday 2 March 2026, 09:00 UTC. */
export const MONDAY = Date.UTC(2026, 2, 2, 9);
const PLACE: Place = { adapter: 'chat', workspace: 'T1', channel: 'C1' };
const ADA: User = { id: 'ada', timeZone: 'UTC', isAdmin: false };

/** What is said of a paper: its words, when it was listed, and the votes counted since, by hours after Monday 09:00. */
export interface Story {
  readonly about?: string;
  /** YYYY-MM-DD */
  readonly listed: string;
  readonly votes: readonly (readonly [hour: number, votes: number])[];
}

/** A channel with a real store, a library that learns as time goes on, and a door that shows what was posted. */
export interface Channel {
  readonly store: Store;
  readonly posts: string[];
  /** Lets the time go on to so many hours after Monday 09:00, and posts what is due on the way. */
  at(hour: number): Promise<void>;
  /** The same while Paperboy is not running. */
  away(hour: number): void;
  /** Types a command, and gives what is then shown. */
  say(text: string): Promise<string>;
  note(paperId: string, kind: SignalKind): Promise<void>;
  close(): Promise<void>;
}

/** @param stories by the paper's name, which is its id in small letters, too */
export async function openChannel(stories: Readonly<Record<string, Story>>): Promise<Channel> {
  let now = MONDAY - 7 * DAY;
  let events = 0;
  const clock = { now: () => new Date(now) };
  const store = await openStore({ home: ':memory:', clock });
  const posts: string[] = [];
  const shown = (message: Parameters<typeof renderTerminal>[0]) =>
    renderTerminal(message, { style: PLAIN, width: undefined });
  const door: Door = {
    name: PLACE.adapter,
    async post(place, message) {
      posts.push(shown(message));
      const id = String(posts.length);
      return { place: { ...place, thread: id }, id };
    },
    find: async () => undefined,
    direct: async () => PLACE,
  };
  const runner = () =>
    createDeliveryRunner({
      deliveries: store.deliveries,
      threads: store.threads,
      doors: new Map([[door.name, door]]),
      payloads: async () =>
        digestPayloads(libraryAt(stories, now), now, await store.signals.teams(now - LONGEST_WINDOW)),
      time: store.time,
      clock,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      timing: LEDGER_TIMING,
      breathe: async () => {},
    });
  return {
    store,
    posts,
    async at(hour) {
      // every due time on the way gets its post
      const end = MONDAY + hour * HOUR;
      for (now = Math.min(now, end); now < end; now = Math.min(end, now + HOUR)) await runner().tick();
      await runner().tick();
    },
    away(hour) {
      now = MONDAY + hour * HOUR;
    },
    async say(text) {
      const { inbox, threads, subscriptions, signals } = store;
      const log = {
        info: () => {},
        warn: () => {},
        error: (_: string, fields?: Readonly<Record<string, unknown>>) => {
          throw fields?.['error'];
        },
      };
      const bot = createBot({ library: libraryAt(stories, now), clock, log, inbox, threads, subscriptions, signals });
      const reply = await bot.handle({ id: `Ev${++events}`, kind: 'command', text, place: PLACE, user: ADA });
      return reply ? shown(reply.message) : '';
    },
    note: (paperId, kind) =>
      store.signals.note({ adapter: 'chat', workspace: 'T1', id: 'ben' }, { paperId, kind, at: now }),
    close: () => store.close(),
  };
}

/** What is known of the papers at a moment, as sources gave it up to then. */
export function libraryAt(stories: Readonly<Record<string, Story>>, now: number): GrowingLibrary {
  const library = createLibrary({ lexicon: { groups: [] } });
  for (const [name, { about = 'papers', listed, votes }] of Object.entries(stories)) {
    const observations = votes
      .map(([hour, count]) => ({
        paperId: name.toLowerCase(),
        source: 'hugging-face',
        at: MONDAY + hour * HOUR,
        votes: count,
      }))
      .filter(({ at }) => at <= now);
    const [first] = observations;
    if (!first) continue;
    const record = { title: `${name}: A Study`, abstract: `We study ${about}.`, listedOn: listed };
    library.add([makePaper(record, { id: name.toLowerCase(), firstSeen: first.at })], observations);
  }
  return library;
}
