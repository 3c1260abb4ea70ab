import type { Message } from '../../src/messages/message.ts';
import type { Place, User } from '../../src/ports.ts';
import { createTestBot } from '../conversation.ts';
import { libraryOf, voted } from '../voted-papers.ts';

interface Card {
  readonly name: string;
  readonly message: Message;
}

const PLACE: Place = { adapter: 'slack', workspace: 'T0001', channel: 'C0001' };
const USER: User = { id: 'U0001', timeZone: 'Europe/Berlin', isAdmin: false };

/** What is typed in a channel, in this order: what is subscribed to is then listed. */
const TYPED: readonly (readonly [name: string, text: string])[] = [
  ['search results', 'search reasoning models overthinking'],
  ['search with a mended word', 'search overthinkng'],
  ['nothing found', 'search zzzqqq'],
  ['trending', 'trending'],
  ['digest', 'digest'],
  ['abstract', 'show kimi-vl'],
  ['similar papers', 'similar kimi-vl'],
  ['answer from all papers', 'ask how many parameters does kimi-vl activate?'],
  ['help', 'help'],
  ['help for one command', 'help subscribe'],
  ['error', 'show nosuchpaper'],
  ['subscribed', 'subscribe weekdays at 9 about reasoning'],
  ['subscription list', 'subscriptions'],
  ['question back', 'subscribe whenever you like'],
];

/** What is typed where votes were counted on the two days before. */
const TYPED_WITH_VOTES: readonly (readonly [name: string, text: string])[] = [
  ['trending with votes', 'trending'],
  ['trending explained', 'trending explain'],
  ['rising on a topic', 'trending rising week agents'],
  ['digest with votes', 'digest'],
  ['preview', 'preview 2d'],
  ['why not', 'why-not gamma'],
];

const VOTED = [
  voted(
    'Alpha',
    '2026-11-21',
    { '2026-11-21T07:00:00Z': 12, '2026-11-22T09:30:00Z': { votes: 63, comments: 4, hasCode: true } },
    { abstract: 'We study agents <that> browse & book.', authors: ['Ada', 'Bob'], organization: 'Lab' },
  ),
  voted('Beta', '2026-11-22', { '2026-11-22T01:00:00Z': 3, '2026-11-22T09:30:00Z': 21 }),
  voted('Gamma', '2026-11-20', { '2026-11-20T08:00:00Z': 9 }),
];

/** What is then asked in the thread of the first search. */
const ASKED: readonly (readonly [name: string, text: string])[] = [
  ['answer with a quote', 'by how much does the fourth one reduce the response length?'],
  ['not stated', 'how many gpus does the first one need?'],
  ['comparison table', 'compare 1 and 4'],
  ['comparison of all', 'compare them'],
];

/** One message of each kind that people see, made by the whole bot, for looking at in every door. */
export async function cards(): Promise<readonly Card[]> {
  const bot = createTestBot();
  const thread: Place = { ...PLACE, thread: '1' };
  const made: Card[] = [];
  for (const [name, text] of TYPED) {
    const reply = await bot.handle({ id: name, place: PLACE, user: USER, kind: 'command', text });
    if (!reply) throw new Error(`“${text}” has no answer.`);
    made.push({ name, message: reply.message });
    if (made.length === 1 && reply.topic) await bot.opened(thread, reply.topic);
  }
  for (const [name, text] of ASKED) {
    const reply = await bot.handle({ id: name, place: thread, user: USER, kind: 'message', text, addressed: true });
    if (!reply) throw new Error(`“${text}” has no answer.`);
    made.push({ name, message: reply.message });
  }
  const counting = createTestBot({ library: libraryOf(VOTED) });
  for (const [name, text] of TYPED_WITH_VOTES) {
    const reply = await counting.handle({ id: name, place: PLACE, user: USER, kind: 'command', text });
    if (!reply) throw new Error(`“${text}” has no answer.`);
    made.push({ name, message: reply.message });
  }
  return [...made, { name: 'home', message: await bot.home({ ...PLACE, channel: '' }, USER) }];
}
