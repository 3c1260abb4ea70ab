import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageDeed } from '../../adapters/slack/incoming.ts';
import { messageEvent } from '../../adapters/slack/payloads.ts';
import { mentions, spokenText } from '../../adapters/slack/spoken-text.ts';

const ME = 'U0BOT';

describe('what a person wrote', () => {
  test.each([
    ['<@U0BOT> show kimi-vl', 'show kimi-vl'],
    ['show kimi-vl <@U0BOT|paperboy>', 'show kimi-vl'],
    ['what does <@U0002> think, and <@U0003|ada>?', 'what does @U0002 think, and @ada?'],
    ['is it in <#C0001|papers> or <#C0002>?', 'is it in #papers or #C0002?'],
    [
      'see <https://arxiv.org/abs/2504.07491|this> and <https://example.org/?a=1&amp;b=2>',
      'see this and https://example.org/?a=1&b=2',
    ],
    ['a &lt;think&gt; &amp;amp; b', 'a <think> &amp; b'],
    ['<!here> look', '@here look'],
    ['<!subteam^S1|@readers> look', '@readers look'],
    ['<!date^1392734382^{date}|18 February 2014>', '18 February 2014'],
    ['  two   words ', 'two words'],
  ])('%s', (written, spoken) => {
    expect(spokenText(written, ME)).toBe(spoken);
  });

  test('is what comes back of any text that Slack escaped', () => {
    const words = fc.array(fc.constantFrom('&', '<', '>', '&amp;', '&lt;', 'a', '<!channel>', '|', '@', '#'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, (pieces) => {
        const text = pieces.join('');
        const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
        expect(spokenText(escaped, ME)).toBe(text);
      }),
    );
  });

  test('mentions whom it names', () => {
    expect(mentions('hi <@U0BOT>', ME)).toBe(true);
    expect(mentions('hi <@U0BOT|paperboy>', ME)).toBe(true);
    expect(mentions('hi <@U0BOT2> &lt;@U0BOT&gt; @U0BOT', ME)).toBe(false);
  });
});

describe('a message', () => {
  const event = { type: 'message', user: 'U0001', channel: 'C0001', ts: '17.5', text: 'how many parameters?' };
  const deedOf = (changes: object) => messageDeed(messageEvent.parse({ ...event, ...changes }), 'T0001', ME);

  test('in a channel concerns Paperboy where it is mentioned, and may where it is in a thread', () => {
    expect(deedOf({})).toBeUndefined();
    expect(deedOf({ text: `<@${ME}> hi` })).toMatchObject({ id: 'C0001:17.5', text: 'hi', addressed: true });
    expect(deedOf({ thread_ts: '16.1' })).toMatchObject({ addressed: false, place: { thread: '16.1' } });
    expect(deedOf({ thread_ts: '16.1', subtype: 'thread_broadcast' })).toMatchObject({ addressed: false });
  });

  test('is the same deed as message and as app_mention', () => {
    const text = `<@${ME}> hi`;
    expect(deedOf({ text, type: 'app_mention' })).toEqual(deedOf({ text, channel_type: 'channel' }));
  });

  test('in a direct conversation goes on with the latest only where it refers back', () => {
    const direct = { channel: 'D0001', channel_type: 'im' };
    expect(deedOf({ ...direct, text: 'what about their code?' })).toMatchObject({ place: { thread: 'latest' } });
    expect(deedOf({ ...direct, text: 'overthinking in models' })?.place.thread).toBeUndefined();
    expect(deedOf({ ...direct, thread_ts: '16.1', text: 'and their code?' })).toMatchObject({
      place: { thread: '16.1' },
    });
  });
});
