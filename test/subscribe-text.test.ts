import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeSchedule } from '../src/digest/schedule-words.ts';
import { parseSubscription } from '../src/digest/subscribe-text.ts';

function understood(text: string, defaultZone = 'Asia/Kolkata') {
  const parsed = parseSubscription(text, { defaultZone });
  if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed));
  const { schedule, count, minVotes, include, exclude } = parsed;
  return { when: describeSchedule(schedule), count, minVotes, include, exclude };
}

function asked(text: string): { question: string; choices: readonly string[] } {
  const parsed = parseSubscription(text, { defaultZone: 'Asia/Kolkata' });
  if (parsed.kind !== 'ask') throw new Error(JSON.stringify(parsed));
  return parsed;
}

describe('a whole wish, in any order', () => {
  const parts = ['weekdays', '09:00', 'Europe/Berlin', '5 papers', 'about agents, rag', 'without vision'];

  test.each([
    parts,
    parts.toReversed(),
    ['5 papers', 'about agents, rag', 'without vision', 'weekdays', '09:00', 'Europe/Berlin'],
    ['without vision', 'weekdays', 'about agents, rag', '09:00', '5 papers', 'Europe/Berlin'],
    ['about agents, rag', 'Europe/Berlin', '5 papers', 'without vision', '09:00', 'weekdays'],
  ])('%s %s %s %s %s %s', (...order) => {
    expect(understood(order.join(' '))).toEqual({
      when: 'Mondays to Fridays at 09:00 (Europe/Berlin)',
      count: 5,
      include: ['agents', 'rag'],
      exclude: ['vision'],
    });
  });

  test('nothing but a time', () => {
    expect(understood('daily 8am')).toEqual({
      when: 'daily at 08:00 (Asia/Kolkata)',
      count: undefined,
      include: [],
      exclude: [],
    });
  });
});

describe('count', () => {
  test.each([
    ['5 papers', 5],
    ['top 5', 5],
    ['top5', 5],
    ['top ten papers', 10],
    ['up to seven papers', 7],
    ['max 3', 3],
    ['1 paper', 1],
    ['3 new papers', 3],
    ['5 a day', 5],
    ['count: 4', 4],
  ])('%s', (text, count) => {
    expect(understood(`${text} 09:30`)).toMatchObject({ count, when: 'daily at 09:30 (Asia/Kolkata)' });
    expect(understood(`weekdays at 9 ${text}`)).toMatchObject({
      count,
      when: expect.stringMatching(/^(Mondays to Fridays|daily) at 09:00/),
    });
  });

  test('a number of papers a day leaves the days as they are', () => {
    expect(understood('5 papers a day on weekdays at 9')).toMatchObject({ when: expect.stringMatching(/^Mondays to/) });
  });

  test.each(['0 papers', '50 papers', 'top 1000'])('%s is asked back', (count) => {
    const { question, choices } = asked(`daily 8am ${count}`);
    expect(question).toContain('a post holds 1 to 20 papers');
    expect(choices).toEqual([count.startsWith('0') ? 'daily 8am 1 paper' : 'daily 8am 20 papers']);
  });

  test('a number alone beside a time is asked back', () => {
    expect(asked('daily 10:00 5').choices).toContain('daily 10:00 5 papers');
  });

  test('two counts are asked back', () => {
    expect(asked('daily 8am 3 papers top 5').question).toBe('How many papers a post: 3 or 5?');
  });
});

describe('votes', () => {
  test.each([
    ['with at least 20 votes', 20],
    ['at least ten votes', 10],
    ['with at least twenty votes', 20],
    ['20+ votes', 20],
    ['20 votes', 20],
    ['20 votes or more', 20],
    ['>= 20 upvotes', 20],
    ['min 20 votes', 20],
    ['minimum of 20 votes', 20],
    ['no fewer than 20 votes', 20],
    ['over 20 votes', 21],
    ['more than 20 votes', 21],
    ['that have more than 20 votes', 21],
    ['threshold 20', 20],
    ['threshold: 20 votes', 20],
    ['with a threshold of 20', 20],
    ['min-votes=20', 20],
    ['with any votes', 'any'],
    ['any number of votes', 'any'],
    ['no threshold', 'any'],
    ['without a threshold', 'any'],
  ])('%s', (text, minVotes) => {
    const plain = { include: [], exclude: [], count: undefined, minVotes };
    expect(understood(`${text} daily 09:30 UTC`)).toEqual({ ...plain, when: 'daily at 09:30 (UTC)' });
    expect(understood(`weekdays at 9 UTC ${text}`)).toEqual({ ...plain, when: 'Mondays to Fridays at 09:00 (UTC)' });
    expect(understood(`daily 9am UTC 3 papers about agents, rag ${text} without vision`)).toEqual({
      when: 'daily at 09:00 (UTC)',
      count: 3,
      minVotes,
      include: ['agents', 'rag'],
      exclude: ['vision'],
    });
  });

  test('are a topic in quotes, or without a number', () => {
    expect(understood('daily 8am about "20 votes", majority votes')).toMatchObject({
      include: ['20 votes', 'majority votes'],
      minVotes: undefined,
    });
    expect(understood('daily 8am without threshold')).toMatchObject({ exclude: ['threshold'], minVotes: undefined });
  });

  test.each([
    ['0 votes', 'daily 8am any votes'],
    ['10001 votes', 'daily 8am at least 10000 votes'],
    ['over 10000 votes', 'daily 8am at least 10000 votes'],
  ])('%s are asked back', (votes, choice) => {
    const { question, choices } = asked(`daily 8am ${votes}`);
    expect(question).toContain('a threshold is 1 to 10000 votes');
    expect(choices).toEqual([choice]);
    expect(understood(choice)).toMatchObject({ include: [], exclude: [] });
  });

  test('at most so many are asked back, never read as at least', () => {
    expect(asked('daily 8am UTC at most 20 votes').question).toContain('“votes”');
    expect(asked('daily 8am UTC under 20 votes').question).toContain('“under”');
  });

  test('two thresholds are asked back', () => {
    expect(asked('daily 8am 20 votes threshold 30').question).toBe('At least how many votes: 20 or 30?');
  });
});

describe('topics', () => {
  test.each<[string, string[], string[]]>([
    ['about agents', ['agents'], []],
    ['about agents, rag and LLM reasoning', ['agents', 'rag', 'LLM reasoning'], []],
    ['topics: agents; rag', ['agents', 'rag'], []],
    ['papers on agents', ['agents'], []],
    ['about agents about rag', ['agents', 'rag'], []],
    ['about agents, Agents', ['Agents'], []],
    ['without vision', [], ['vision']],
    ['about rag, not vision or speech', ['rag'], ['vision', 'speech']],
    ['about rag but not vision', ['rag'], ['vision']],
    ['about rag except benchmarks', ['rag'], ['benchmarks']],
    ['not about vision', [], ['vision']],
    ['no surveys', [], ['surveys']],
    ['about learning with noise', ['learning with noise'], []],
    ['about R&D', ['R&D'], []],
    ['about time series', ['time series'], []],
    ['about gpt 4', ['gpt 4'], []],
    ['about agents in New York', ['agents in New York'], []],
    ['about "question and answer, daily", rag', ['question and answer, daily', 'rag'], []],
    ['about "2:30 problems"', ['2:30 problems'], []],
  ])('%s', (topics, include, exclude) => {
    const after = understood(`daily 9:00 UTC ${topics}`);
    expect(after).toEqual({ when: 'daily at 09:00 (UTC)', count: undefined, include, exclude });
    expect(understood(`${topics} daily 9:00 Etc/UTC`)).toEqual(after);
  });

  test('a word for days stays in a topic where the days are known', () => {
    expect(understood('weekdays 9:00 about daily activity recognition')).toMatchObject({
      include: ['daily activity recognition'],
      when: 'Mondays to Fridays at 09:00 (Asia/Kolkata)',
    });
  });

  test('what follows "papers on" may be days', () => {
    expect(understood('5 papers on mon at 9')).toMatchObject({
      count: 5,
      include: [],
      when: expect.stringMatching(/^Mondays/),
    });
  });

  test('days may be left out in the same words as topics', () => {
    expect(understood('weekdays except fridays 9:00 about rag without vision')).toEqual({
      when: 'Mondays to Thursdays at 09:00 (Asia/Kolkata)',
      count: undefined,
      include: ['rag'],
      exclude: ['vision'],
    });
  });

  test('a topic in and out is asked back', () => {
    expect(asked('daily 9:00 about rag without RAG').question).toContain('You said both');
  });
});

describe('what is not understood is asked back, never dropped', () => {
  test('a topic without its word', () => {
    const { question, choices } = asked('weekdays 09:00 agents, rag Europe/Berlin');
    expect(question).toContain("I don't understand “agents, rag”");
    expect(choices).toEqual(['weekdays 09:00 about agents, rag Europe/Berlin']);
    expect(understood(choices[0]!)).toMatchObject({ include: ['agents', 'rag'] });
  });

  test('a place that is no time zone', () => {
    expect(asked('weekdays 09:00 Atlantis').question).toContain('name a large city in its time zone');
  });

  test('no time: the topics are kept in the choices', () => {
    const { choices } = asked('5 papers about agents');
    expect(choices).toContain('daily 09:00 5 papers about agents');
    expect(understood(choices[0]!)).toMatchObject({ count: 5, include: ['agents'] });
    expect(asked('daily about agents').choices).toContain('daily at 09:00 about agents');
  });

  test('the questions of the schedule come with the whole wish', () => {
    expect(asked('daily 9am EST about rag').choices).toContain('daily 9am America/New_York about rag');
  });

  test('an error says what to write', () => {
    expect(parseSubscription('', {})).toMatchObject({
      kind: 'error',
      message: expect.stringContaining('Write for example'),
    });
  });
});

test('whatever is typed, a choice is never the same question again', () => {
  const words =
    'daily weekdays 8am 9:00 at 5 Berlin EST Europe/Berlin papers 3 top 50 about without not topics: agents rag "a b" , and on no except friday with every votes least over threshold 20+ any'.split(
      ' ',
    );
  const wishes = fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((chosen) => chosen.join(' '));
  fc.assert(
    fc.property(wishes, (text) => {
      const parsed = parseSubscription(text, { defaultZone: 'Asia/Kolkata' });
      if (parsed.kind !== 'ask') return;
      for (const choice of parsed.choices) {
        const again = parseSubscription(choice, { defaultZone: 'Asia/Kolkata' });
        expect(again, `${text} -> ${choice}`).not.toEqual(parsed);
        expect(again.kind, `${text} -> ${choice}`).not.toBe('error');
      }
    }),
    { numRuns: 300 },
  );
});
