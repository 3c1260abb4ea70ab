import { Client } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buttonIds, readCustomId } from '../../adapters/discord/buttons.ts';
import { createCatchUp } from '../../adapters/discord/catch-up.ts';
import { choicesOf, wayOf } from '../../adapters/discord/interactions.ts';
import { messageCommandInvocation } from '../../adapters/discord/meant-paper.ts';
import { spokenIn } from '../../adapters/discord/messages.ts';
import { interactionPayload, messagePayload } from '../../adapters/discord/payloads.ts';
import { spokenText } from '../../adapters/discord/spoken-text.ts';
import type { Invocation } from '../../src/messages/invocation.ts';

const ME = '1100000000000000004';

describe('what was written', () => {
  const said = (content: string) =>
    spokenText({ content, mentions: [{ id: '1100000000000000005', username: 'ada' }] }, ME);

  test('is read as people saw it, without the mention of Paperboy', () => {
    expect(said(`<@${ME}>  show   kimi-vl`)).toBe('show kimi-vl');
    expect(said(`hey <@!${ME}>, search rag`)).toBe('hey , search rag');
    expect(said('ask <@1100000000000000005> and <@1100000000000000006>')).toBe('ask @ada and @1100000000000000006');
    expect(said('<#1100000000000000007> <@&1100000000000000008>')).toBe('#channel @role');
    expect(said('<:tada:1100000000000000009> </papers show:1100000000000000010>')).toBe(':tada: /papers show');
    expect(said('a < b > c\n<think>')).toBe('a < b > c\n<think>');
  });

  test('never holds the mention', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(`<@${ME}>`, `<@!${ME}>`, 'rag', ' ', '\n', '<', '>', '@')), (parts) => {
        expect(said(parts.join(''))).not.toContain(`<@${ME}>`);
      }),
    );
  });
});

describe('a message', () => {
  const connection = { client: new Client({ intents: [] }), me: ME };
  const heard = (changes: object) =>
    spokenIn(
      messagePayload.parse({
        id: '1200000000000000001',
        type: 0,
        channel_id: '1100000000000000002',
        guild_id: '1100000000000000001',
        author: { id: '1100000000000000003' },
        mentions: [{ id: ME }],
        content: `<@${ME}> help`,
        ...changes,
      }),
      connection,
    );

  test('that mentions Paperboy is for it', async () => {
    for (const type of [0, 19])
      expect(await heard({ type })).toMatchObject({ text: 'help', addressed: true, user: { isAdmin: false } });
    expect(await heard({ content: '' })).toMatchObject({ text: '', addressed: true });
    const direct = await heard({ mentions: [], guild_id: undefined });
    expect(direct).toMatchObject({ place: { workspace: `@me:${direct?.place.channel}` } });
  });

  test('of a bot, a webhook or the system is not, nor what can’t be read or was said to others', async () => {
    const author = { id: '1100000000000000003', bot: true };
    for (const changes of [
      { author },
      { author: { id: ME } },
      { webhook_id: '1100000000000000009' },
      { type: 6 },
      { type: 18 },
      { type: 21 },
      { mentions: [] },
      { mentions: [], content: '' },
      { mentions: [], content: '', guild_id: undefined },
    ])
      expect(await heard(changes), JSON.stringify(changes)).toBeUndefined();
  });
});

describe('the custom id of a button', () => {
  const callbacks = { keep: async ({ args }: Invocation) => `${JSON.stringify(args).length}`.padStart(22, 'x') };
  const idOf = async (invocation: Invocation) => {
    const buttons = [{ label: 'b', invocation }];
    return (await buttonIds({ summary: '', blocks: [{ kind: 'actions', buttons }] }, callbacks))(invocation);
  };

  test('says how its answer comes, and is short', async () => {
    const invocations: readonly [Invocation, string][] = [
      [{ command: 'show', args: { paper: 'a' } }, 'own'],
      [{ command: 'search', args: { query: 'a', page: 2 } }, 'page'],
      [{ command: 'share', args: { what: 'search a --page 2' } }, 'all'],
    ];
    for (const [invocation, manner] of invocations) {
      const customId = await idOf(invocation);
      expect(customId.length).toBeLessThanOrEqual(90);
      for (const shown of [customId, `${customId}#3`])
        expect(readCustomId(shown)).toEqual({ id: await callbacks.keep(invocation), manner });
    }
  });

  test('of others is none of Paperboy’s', () => {
    for (const foreign of ['', 'i:', 'hello', 'i:a:b:c', 'x:abc', `i:${'a'.repeat(65)}`, 'i:a#b'])
      expect(readCustomId(foreign)).toBeUndefined();
  });
});

const interaction = {
  id: '1200000000000000000',
  token: 'token',
  guild_id: '1100000000000000001',
  channel_id: '1100000000000000002',
  member: { user: { id: '1100000000000000003' }, permissions: '0' },
};

describe('a message command', () => {
  const bot = { complete: (prefix: string) => ['Kimi-VL', 'Is It'].filter((name) => name.startsWith(prefix)) };
  const asked = (name: string, message: object) => {
    const parsed = interactionPayload.parse({
      ...interaction,
      type: 2,
      data: { type: 3, name, target_id: '1', resolved: { messages: { 1: { id: '1', ...message } } } },
    });
    return parsed.kind === 'onMessage' ? messageCommandInvocation(parsed, bot) : undefined;
  };

  test('reads Paperboy’s own messages, which are components alone', () => {
    const components = [{ type: 17, components: [{ type: 10, content: '**Kimi-VL** by many' }] }];
    expect(asked('Find similar papers', { content: '', components })).toEqual({
      command: 'similar',
      args: { paper: 'Kimi-VL' },
    });
    const link = [{ type: 1, components: [{ type: 2, url: 'https://arxiv.org/abs/2504.07491' }] }];
    expect(asked('Find similar papers', { components: link })).toMatchObject({ args: { paper: '2504.07491' } });
  });

  test('reads what a link shows', () => {
    const embeds = [{ url: 'https://arxiv.org/abs/2504.07491', title: 'Kimi-VL Technical Report' }];
    expect(asked('Ask Paperboy about this', { content: 'look', embeds })).toEqual({
      command: 'show',
      args: { paper: 'Kimi-VL' },
    });
  });

  test('takes no common word for a paper, and answers a question', () => {
    expect(asked('Ask Paperboy about this', { content: 'is it good to overthink?' })).toEqual({
      command: 'ask',
      args: { question: 'is it good to overthink?' },
    });
    expect(asked('Find similar papers', { content: 'version 2504.074911 of 12345.67890' })).toMatchObject({
      command: 'search',
    });
  });

  test('finds nothing to read in a picture', () => {
    expect(asked('Find similar papers', { content: '' })).toBeUndefined();
    expect(asked('Find similar papers', { content: 'https://example.org/cat.gif' })).toBeUndefined();
  });
});

describe('an interaction', () => {
  const typed = (name: string, options: object, changes: object = {}) =>
    wayOf(
      interactionPayload.parse({
        ...interaction,
        type: 2,
        data: {
          type: 1,
          options: [{ name, options: Object.entries(options).map(([key, value]) => ({ name: key, value })) }],
        },
        ...changes,
      }),
    );

  test('is answered in the way that its kind asks for', () => {
    expect(typed('search', { query: 'rag' })).toBe('private');
    expect(typed('share', { what: 'search rag' })).toBe('public');
    expect(typed('subscribe', {})).toBe('form');
    expect(typed('subscribe', { wish: 'daily 09:00 UTC' })).toBe('public');
    expect(typed('subscribe', { wish: 'sometime' })).toBe('private');
    const { guild_id: _guild, member, ...alone } = interaction;
    expect(typed('share', { what: 'search rag' }, { ...alone, guild_id: undefined, user: member.user })).toBe('open');
  });

  test('that completes gives at most 25 different choices of at most 100 characters', () => {
    const parsed = interactionPayload.parse({
      ...interaction,
      type: 4,
      data: { type: 1, options: [{ name: 'show', options: [{ name: 'paper', value: 'a', focused: true }] }] },
    });
    if (parsed.kind !== 'completing') throw new Error('It is not read as a completion.');
    const labels = Array.from({ length: 40 }, (_, i) => `${'a long title '.repeat(i < 20 ? 10 : 2)}${i}`);
    const choices = choicesOf(parsed, { complete: (_, limit) => labels.slice(0, limit), topics: () => [] });
    expect(choices.length).toBeGreaterThan(1);
    expect(choices.length).toBeLessThanOrEqual(25);
    expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
    for (const { name, value } of choices) {
      expect(name).toBe(value);
      expect(name.length).toBeLessThanOrEqual(100);
    }
  });
});

describe('catching up', () => {
  const log = { info() {}, warn: (message: string) => void warned.push(message), error() {} };
  let warned: string[] = [];
  const idOf = (number: number) => String(1_200_000_000_000_000_000n + BigInt(number));

  function scene(history: Readonly<Record<string, readonly number[]>>) {
    warned = [];
    const asked: string[] = [];
    const catchUp = createCatchUp(
      {
        async messagesAfter(channel, after, limit) {
          asked.push(channel);
          const ids = history[channel];
          if (!ids) throw new Error('The channel is gone.');
          const later = ids.map(idOf).filter((id) => BigInt(id) > BigInt(after));
          // the newest first, as Discord may give them
          return later
            .slice(0, limit)
            .reverse()
            .map((id) => JSON.parse(JSON.stringify({ id, content: '' })));
        },
      },
      log,
    );
    return { catchUp, asked };
  }

  test('gives what came after the last that was seen, oldest first, over several pages', async () => {
    const { catchUp } = scene({ t: Array.from({ length: 250 }, (_, i) => i) });
    catchUp.seen('g', 't', idOf(20));
    catchUp.seen('g', 't', idOf(10));
    const heard: string[] = [];
    await catchUp.run(async ({ id, guild_id }) => void heard.push(`${guild_id} ${id}`));
    expect(heard).toEqual(Array.from({ length: 229 }, (_, i) => `g ${idOf(i + 21)}`));
  });

  test('goes on where one thread can’t be read', async () => {
    const { catchUp } = scene({ t: [1] });
    catchUp.seen('g', 'gone', idOf(0));
    catchUp.seen('g', 't', idOf(0));
    const heard: string[] = [];
    await catchUp.run(async ({ id }) => void heard.push(id));
    expect(heard).toEqual([idOf(1)]);
    expect(warned).toHaveLength(1);
  });

  test('forgets the threads that fell silent longest ago', async () => {
    const threads = Array.from({ length: 250 }, (_, i) => `t${i}`);
    const { catchUp, asked } = scene(Object.fromEntries(threads.map((thread) => [thread, []])));
    for (const thread of threads) catchUp.seen('g', thread, idOf(1));
    await catchUp.run(async () => {});
    expect(asked).toEqual(threads.slice(50));
  });
});
