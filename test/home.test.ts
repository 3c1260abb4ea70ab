import { beforeEach, describe, expect, test } from 'vitest';
import { memoryInbox, memorySignals, memorySubscriptions, memoryThreads } from '../adapters/store/memory.ts';
import { renderTerminal } from '../adapters/terminal/render.ts';
import { PLAIN } from '../adapters/terminal/style.ts';
import { createBot } from '../src/bot.ts';
import type { SubscriptionStore } from '../src/digest/subscription.ts';
import type { Library } from '../src/library.ts';
import type { Message } from '../src/messages/message.ts';
import type { Bot, Place, User } from '../src/ports.ts';
import type { SignalStore } from '../src/stores.ts';
import { shippedLibrary } from './conversation.ts';
import { libraryOf, voted } from './voted-papers.ts';

const workspace: Place = { adapter: 'slack', workspace: 'T1', channel: '' };
const ada: User = { id: 'ada', timeZone: 'Europe/Berlin', isAdmin: false };
const ben: User = { id: 'ben', isAdmin: false };

let subscriptions: SubscriptionStore;
let signals: SignalStore;
let bot: Bot;
let logged: unknown[];
beforeEach(() => {
  logged = [];
  subscriptions = memorySubscriptions();
  signals = memorySignals();
  bot = botWith(shippedLibrary());
});

function botWith(library: Library): Bot {
  return createBot({
    library,
    clock: { now: () => new Date('2026-11-22T10:00:00Z') },
    log: { info: () => {}, warn: () => {}, error: (_, fields) => logged.push(fields?.['reference']) },
    inbox: memoryInbox(),
    threads: memoryThreads(),
    subscriptions,
    signals,
  });
}

const seen = (message: Message) => renderTerminal(message, { style: PLAIN, width: undefined });

let events = 0;
async function subscribe(wish: string, user: User, place: Partial<Place> = {}): Promise<void> {
  await bot.handle({
    id: `Ev${++events}`,
    kind: 'command',
    text: `subscribe ${wish}`,
    user,
    place: { ...workspace, channel: 'C1', ...place },
  });
}

describe('a person’s own page', () => {
  test('shows at first how to begin and what is on top', async () => {
    const page = seen(await bot.home(workspace, ada));
    expect(page).toMatch(
      /^Paperboy brings papers into the channel\nSearch 248 papers, .*\nYour daily posts\nYou have set up none yet\. .*\/papers subscribe weekdays 09:00\.\nOn top now\nJarvisArt/,
    );
    expect(page).toContain('#1 on the papers page');
    expect(page).toMatch(/How to begin\n {2}- \/papers search \S+ {2}\S.*\n {2}- \/papers ask /);
  });

  test('names a time zone in the example where the person’s is not known', async () => {
    expect(seen(await bot.home(workspace, ben))).toContain('/papers subscribe weekdays 09:00 Europe/Berlin.');
  });

  test('lists the person’s daily posts with their channels, and nobody else’s', async () => {
    await subscribe('weekdays 09:00 3 papers about agents', ada);
    await subscribe('daily 8am', ada, { channel: 'C2' });
    await subscribe('daily 7am UTC', ben);
    await subscribe('daily 6am', ada, { workspace: 'T2' });
    const home = await bot.home(workspace, ada);
    expect(seen(home)).toContain(
      [
        'Your daily posts',
        '  - #C1: Mondays to Fridays at 09:00 (Europe/Berlin), 3 papers about agents; next: Monday 23 November 09:00.',
        '  - #C2: daily at 08:00 (Europe/Berlin), 5 papers; next: Monday 23 November 08:00.',
        'To pause, change or end one: /papers subscriptions in its channel.',
        'On top now',
      ].join('\n'),
    );
    const [list] = home.blocks.filter((block) => block.kind === 'list');
    expect(list?.items.map(([channel]) => channel)).toEqual([
      { text: '#C1', channel: 'C1' },
      { text: '#C2', channel: 'C2' },
    ]);
  });

  test('stays short where there are many', async () => {
    for (let i = 1; i <= 13; i++) await subscribe('daily 8am', ada, { channel: `C${i}` });
    const page = seen(await bot.home(workspace, ada));
    expect(page).toContain('#C10: ');
    expect(page).not.toContain('#C11: ');
    expect(page).toContain('And 3 more. To pause');
  });

  test('has the five papers of the trending list, with their buttons', async () => {
    const home = await bot.home(workspace, ada);
    const trending = await bot.handle({ id: 'Ev', kind: 'command', text: 'trending', user: ada, place: workspace });
    const papersOf = (message: Message | undefined) =>
      message?.blocks.flatMap((block) => (block.kind === 'paper' ? [block] : [])) ?? [];
    const papers = papersOf(home);
    expect(papers.map(({ title }) => title)).toEqual(papersOf(trending?.message).map(({ title }) => title));
    expect(papers).toHaveLength(5);
    for (const { buttons } of papers) expect(buttons.map(({ label }) => label)).toEqual(['Abstract', 'Similar']);
  });

  test('counts what the workspace made of papers, and shows the week where the day was quiet', async () => {
    const person = { adapter: 'slack', workspace: 'T1', id: 'ben' };
    const at = Date.parse('2026-11-22T09:00:00Z');
    await signals.note(person, { paperId: 'kimi-vl-technical-report', kind: 'saved', at });
    expect(seen(await bot.home(workspace, ada))).toContain('#6 on the papers page · saved here');
    expect(seen(await bot.home({ ...workspace, workspace: 'T2' }, ada))).not.toContain('saved here');
    const friday = voted('Robots', '2026-11-20', { '2026-11-20T12:00:00Z': 31 });
    const page = seen(await botWith(libraryOf([friday])).home(workspace, ada));
    expect(page).toMatch(/On top now\nRobots: .*\n\+31 votes this week/);
  });

  test('is there where nothing is on top', async () => {
    const page = seen(await botWith({ ...shippedLibrary(), observations: () => new Map() }).home(workspace, ada));
    expect(page).not.toContain('On top now');
    expect(page).toContain('How to begin');
  });

  test('says with a reference that it failed, and not why', async () => {
    const fail = () => Promise.reject(new Error('the disk is on fire'));
    subscriptions = { ...subscriptions, of: fail };
    const page = seen(await botWith(shippedLibrary()).home(workspace, ada));
    expect(page).toMatch(/^Something went wrong here \(reference [0-9a-f]+\)/);
    expect(page).toContain(String(logged[0]));
    expect(page).not.toContain('fire');
  });
});
