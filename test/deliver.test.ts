import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Deliverer, deliver } from '../adapters/deliver.ts';
import { openStore } from '../adapters/store/store.ts';
import type { Message } from '../src/messages/message.ts';
import type { Place } from '../src/ports.ts';
import { gate } from './gate.ts';
import { libraryOf, voted } from './voted-papers.ts';

const NINE = Date.parse('2026-03-03T09:00:00Z');
const PLACE: Place = { adapter: 'chat', workspace: 'T1', channel: 'C1' };

test('what is due at the start is posted with what came while nobody ran', async () => {
  const clock = { now: () => new Date(NINE) };
  const store = await openStore({ home: ':memory:', clock });
  await store.subscriptions.add({
    place: PLACE,
    schedule: { cron: '0 9 * * *', zone: 'UTC' },
    count: 5,
    include: [],
    exclude: [],
    createdBy: 'ada',
    createdAt: 0,
    nextDue: NINE,
  });
  const posted = gate();
  let post: Message | undefined;
  const door: Deliverer = {
    name: 'chat',
    start: async () => {},
    async post(place, message) {
      post = message;
      posted.open();
      return { place: { ...place, thread: '1' }, id: '1' };
    },
    find: async () => undefined,
    direct: async () => PLACE,
    stop: async () => {},
  };
  const library = libraryOf([]);
  const news = gate();
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const end = deliver([door], { store, library, clock, log, news: news.opened });
  // time enough to post, were the news not waited for
  for (let turn = 0; turn < 200 && post === undefined; turn++) await setImmediate();
  const fresh = voted('Fresh', '2026-03-03', { '2026-03-03T08:59:00Z': 12 });
  library.add([fresh.paper], fresh.observations);
  news.open();
  await posted.opened;
  expect(post?.summary).toContain('Fresh: a paper on fresh');
  await end();
  await store.close();
});
