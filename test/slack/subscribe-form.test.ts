import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formErrors, readSubscribeForm, type SubmittedView } from '../../adapters/slack/forms/submission.ts';
import { subscribeForm } from '../../adapters/slack/forms/subscribe-form.ts';
import { parseCron } from '../../src/digest/schedule-cron.ts';
import { plainText } from '../../src/digest/schedule-tokens.ts';
import { describeSchedule } from '../../src/digest/schedule-words.ts';
import { parseSubscription } from '../../src/digest/subscribe-text.ts';
import { canonicalZone, knownZones } from '../../src/digest/time-zone.ts';

interface Filled {
  readonly days?: string;
  readonly only?: readonly string[];
  readonly time?: string;
  readonly zone?: string;
  readonly count?: string;
  readonly votes?: string;
  readonly about?: string;
  readonly without?: string;
}

/** What Slack sends when a person filled in these fields and left the others as they were. */
function submitted(filled: Filled): SubmittedView {
  const options = (values: readonly string[]) => values.map((value) => ({ value }));
  const text = (value: string | undefined) => ({ type: 'plain_text_input', value: value ?? null });
  return {
    private_metadata: 'C0001',
    state: {
      values: {
        days: { days: { selected_option: { value: filled.days ?? 'weekdays' } } },
        only: { only: { selected_options: options(filled.only ?? []) } },
        time: { time: { selected_time: filled.time ?? '09:00' } },
        zone: { zone: text(filled.zone ?? 'Europe/Berlin') },
        count: { count: text(filled.count ?? '5') },
        votes: { votes: text(filled.votes) },
        about: { about: text(filled.about) },
        without: { without: text(filled.without) },
      },
    },
  };
}

const wishOf = (filled: Filled) => readSubscribeForm(submitted(filled)).wish;

function parsed(filled: Filled) {
  const read = parseSubscription(wishOf(filled), {});
  if (read.kind !== 'ok') throw new Error(`Not understood: ${wishOf(filled)}: ${JSON.stringify(read)}`);
  return read;
}

describe('the form', () => {
  const form = subscribeForm('C0001', { timeZone: 'Asia/Tokyo' });

  test('brings the channel back, and keeps within the limits of a modal', () => {
    expect(form).toMatchObject({ type: 'modal', callback_id: 'subscribe', private_metadata: 'C0001' });
    for (const words of [form.title, form.submit, form.close]) {
      expect(words?.text.length).toBeGreaterThan(0);
      expect(words?.text.length).toBeLessThanOrEqual(24);
    }
    expect(subscribeForm('C'.repeat(9000), {}).private_metadata?.length).toBeLessThanOrEqual(3000);
  });

  test('begins with the person’s own time zone, and with none where it is not known', () => {
    expect(JSON.stringify(form.blocks)).toContain('"initial_value":"Asia/Tokyo"');
    expect(JSON.stringify(subscribeForm('C0001', {}).blocks.find(({ block_id }) => block_id === 'zone'))).not.toContain(
      'initial_value',
    );
  });

  test('left as it is asks for five papers from Monday to Friday at nine', () => {
    expect(readSubscribeForm(submitted({}))).toEqual({
      channel: 'C0001',
      wish: 'weekdays 09:00 Europe/Berlin 5 papers',
    });
    const { schedule, count } = parsed({});
    expect(describeSchedule(schedule)).toBe('Mondays to Fridays at 09:00 (Europe/Berlin)');
    expect(count).toBe(5);
  });
});

describe('what was typed into it', () => {
  test('single days count instead of the group', () => {
    expect(describeSchedule(parsed({ days: 'daily', only: ['thu', 'mon'] }).schedule)).toBe(
      'Mondays and Thursdays at 09:00 (Europe/Berlin)',
    );
  });

  test('a city is a time zone, in any spelling', () => {
    expect(parsed({ zone: ' são paulo ' }).schedule.zone).toBe('America/Sao_Paulo');
    expect(parsed({ zone: 'utc+2' }).schedule.zone).toBe('UTC+02:00');
  });

  test.each<[field: string, topics: string[]]>([
    ['agents, retrieval; chain of thought', ['agents', 'retrieval', 'chain of thought']],
    ['"planning, search", rag', ['planning, search', 'rag']],
    ['“planning, search”', ['planning, search']],
    ['agents\nrag', ['agents', 'rag']],
    ['Agents, agents', ['agents']],
    ['reasoning without labels, learning on mondays at 9', ['reasoning without labels', 'learning on mondays at 9']],
    ['5 papers, top 10', ['5 papers', 'top 10']],
    ['3 d gaussian splatting, @openai', ['3 d gaussian splatting', '@openai']],
    ["don't care, the 'best' one", ["don't care", 'the best one']],
    ['an unpaired " quote, rag', ['an unpaired quote', 'rag']],
    [' , ;; ', []],
  ])('the topics of %j', (about, topics) => {
    expect(parsed({ about }).include).toEqual(topics);
  });

  test('anything that the fields allow is understood as it was meant', () => {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    const groups: Readonly<Record<string, readonly number[]>> = {
      daily: [0, 1, 2, 3, 4, 5, 6],
      weekdays: [1, 2, 3, 4, 5],
      weekends: [0, 6],
    };
    const two = (value: number) => String(value).padStart(2, '0');
    const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/);
    const marker = fc.constantFrom('without', 'about', 'daily', 'berlin', 'at', '9', '09:30', 'and', 'utc', 'or', 'no');
    const topic = fc
      .array(
        fc.oneof({ weight: 2, arbitrary: word }, marker, fc.constantFrom(',', 'C++', 'R&D', 'naïve', '数学', '<x>')),
        {
          minLength: 1,
          maxLength: 4,
        },
      )
      .map((words) => words.join(' ').replace(/^[, ]+|[, ]+$/g, ''))
      // four words after a number can look like cron, see below
      .filter((words) => words !== '' && plainText(words) === words && !/^\d\S*(?: \S+){3}/.test(words));
    const topics = fc.uniqueArray(topic, { maxLength: 8, selector: (words) => words.toLowerCase() });
    fc.assert(
      fc.property(
        fc.constantFrom('daily', 'weekdays', 'weekends'),
        fc.subarray(days),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.constantFrom(...knownZones()),
        fc.integer({ min: 1, max: 20 }),
        topics,
        fc.nat(8),
        fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined }),
        (choice, only, hour, minute, zone, count, all, split, votes) => {
          const [include, exclude] = [all.slice(0, split), all.slice(split)];
          const field = (list: readonly string[]) => list.map((one) => `"${one}"`).join(', ');
          const read = parsed({
            days: choice,
            only,
            time: `${two(hour)}:${two(minute)}`,
            zone,
            count: String(count),
            ...(votes === undefined ? {} : { votes: String(votes) }),
            about: field(include),
            without: field(exclude),
          });
          const fields = parseCron(read.schedule.cron);
          const chosen = only.length === 0 ? groups[choice]! : only.map((day) => (days.indexOf(day) + 1) % 7);
          expect(fields).toMatchObject({ minute, hours: [hour], weekdays: [...chosen].sort() });
          expect(read.schedule.zone).toBe(canonicalZone(zone));
          expect(read.count).toBe(count);
          expect(read.minVotes).toBe(votes);
          expect(read.include).toEqual(include);
          expect(read.exclude).toEqual(exclude);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('never breaks the parser, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (zone, about) => {
        const view = submitted({ zone, about, without: zone });
        const read = parseSubscription(readSubscribeForm(view).wish, {});
        if (read.kind === 'ok') return;
        const errors = Object.entries(formErrors(view, 'What?'));
        expect(errors).toHaveLength(1);
        expect(['zone', 'about', 'without']).toContain(errors[0]![0]);
      }),
    );
  });
});

describe('a question comes back at the field that it is about', () => {
  const twentyOne = Array.from({ length: 21 }, (_, i) => `t${i}`).join(',');

  test.each<[string, Filled, string, RegExp]>([
    ['a zone that does not exist', { zone: 'Middle/Earth' }, 'zone', /time zone/],
    ['no zone', { zone: '' }, 'zone', /time zone/],
    ['a zone that is several', { zone: 'USA' }, 'zone', /more than one/],
    ['a zone with more words', { zone: 'Berlin please papers about x or so' }, 'zone', /./],
    ['too many papers', { count: '21' }, 'count', /1 to 20/],
    ['no papers', { count: '0' }, 'count', /1 to 20/],
    ['too many votes', { votes: '20000' }, 'votes', /votes/],
    ['a topic that is too long', { about: 'x'.repeat(120) }, 'about', /too long/],
    ['a topic that looks like cron', { about: '9 8 7 without b' }, 'about', /“9 8 7 without b”.*other words/],
    ['too many topics', { about: twentyOne }, 'about', /20 topics/],
    ['a topic that is in and out', { about: 'rag, agents', without: 'RAG' }, 'without', /You said both/],
    ['no time', { time: '' }, 'time', /time/],
  ])('%s', (_, filled, block, message) => {
    const view = submitted(filled);
    const read = parseSubscription(readSubscribeForm(view).wish, {});
    const question = read.kind === 'ask' ? read.question : read.kind === 'error' ? read.message : 'zone: understood';
    expect(formErrors(view, question)).toEqual({ [block]: expect.stringMatching(message) });
  });

  test('and is no longer than can be read there', () => {
    expect(formErrors(submitted({ zone: '?' }), 'long '.repeat(200))['zone']?.length).toBeLessThanOrEqual(250);
  });
});
