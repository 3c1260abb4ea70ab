import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextDue } from '../src/digest/schedule.ts';
import { parseSchedule } from '../src/digest/schedule-text.ts';
import { describeSchedule } from '../src/digest/schedule-words.ts';

/** In words where it is understood, else the question or the error; the person's profile says Kolkata. */
function read(text: string, defaultZone: string | undefined = 'Asia/Kolkata'): string {
  const parsed = parseSchedule(text, { defaultZone });
  switch (parsed.kind) {
    case 'ok':
      return describeSchedule(parsed.schedule);
    case 'ask':
      return `? ${parsed.question}`;
    case 'error':
      return `! ${parsed.message}`;
    default:
      return parsed satisfies never;
  }
}

function choices(text: string): readonly string[] {
  const parsed = parseSchedule(text, { defaultZone: 'Asia/Kolkata' });
  if (parsed.kind !== 'ask') throw new Error(`“${text}” is no question: ${JSON.stringify(parsed)}`);
  return parsed.choices;
}

describe('what is understood', () => {
  test.each([
    ['weekdays 09:00 Europe/Berlin', 'Mondays to Fridays at 09:00 (Europe/Berlin)'],
    ['Europe/Berlin 09:00 weekdays', 'Mondays to Fridays at 09:00 (Europe/Berlin)'],
    ['daily 8am', 'daily at 08:00 (Asia/Kolkata)'],
    ['mon,thu 17:30', 'Mondays and Thursdays at 17:30 (Asia/Kolkata)'],
    ['mon, thu and saturdays 17:30', 'Mondays, Thursdays and Saturdays at 17:30 (Asia/Kolkata)'],
    ['mon-fri at 9', 'Mondays to Fridays at 09:00 (Asia/Kolkata)'],
    ['Monday through Friday, 09:00 (Europe/Berlin).', 'Mondays to Fridays at 09:00 (Europe/Berlin)'],
    ['fri-sun 9:00', 'Fridays to Sundays at 09:00 (Asia/Kolkata)'],
    ['tues/thurs 9:00', 'Tuesdays and Thursdays at 09:00 (Asia/Kolkata)'],
    ['every day at 08:00 in New York', 'daily at 08:00 (America/New_York)'],
    ['weekends 10:00', 'Saturdays and Sundays at 10:00 (Asia/Kolkata)'],
    ['every monday 9am', 'Mondays at 09:00 (Asia/Kolkata)'],
    ['weekdays except friday 9am', 'Mondays to Thursdays at 09:00 (Asia/Kolkata)'],
    ['daily but not on weekends 8:00', 'Mondays to Fridays at 08:00 (Asia/Kolkata)'],
    ['once a day on weekdays 8:00', 'Mondays to Fridays at 08:00 (Asia/Kolkata)'],
    ['weekly on monday 9am', 'Mondays at 09:00 (Asia/Kolkata)'],
    ['1st and 15th of the month at 9:00', 'on the 1st and 15th of every month at 09:00 (Asia/Kolkata)'],
    ['29 Feb 9:00', 'on 29 February at 09:00 (Asia/Kolkata)'],
    ['every hour', 'every hour (Asia/Kolkata)'],
    ['every 2 hours on weekdays', 'Mondays to Fridays, every 2 hours (Asia/Kolkata)'],
  ])('days: %s', (text, words) => expect(read(text)).toBe(words));

  test.each([
    ['9:00', '09:00'],
    ['9.30', '09:30'],
    ['17h30', '17:30'],
    ['0900', '09:00'],
    ['noon', '12:00'],
    ['midnight', '00:00'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['8 p.m.', '20:00'],
    ['8:30PM', '20:30'],
    ['at 14', '14:00'],
    ['at 07', '07:00'],
    ["9 o'clock", '09:00'],
    ['every morning at 6', '06:00'],
    ['in the evening at 8', '20:00'],
    ['8:30 in the evening', '20:30'],
    ['12 at night', '00:00'],
    ['2 at night', '02:00'],
    ['10 at night', '22:00'],
    ['9am, 5pm', '09:00 and 17:00'],
  ])('times: %s', (text, time) => expect(read(text)).toBe(`daily at ${time} (Asia/Kolkata)`));

  test.each([
    ['europe/BERLIN', 'Europe/Berlin'],
    ['America/New York', 'America/New_York'],
    ['Berlin', 'Europe/Berlin'],
    ['berlin time', 'Europe/Berlin'],
    ['são paulo', 'America/Sao_Paulo'],
    ['Sao Paulo', 'America/Sao_Paulo'],
    ['Kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['San Francisco', 'America/Los_Angeles'],
    ['Japan', 'Asia/Tokyo'],
    ['US/Eastern', 'America/New_York'],
    ['UTC', 'UTC'],
    ['GMT', 'UTC'],
    ['UTC+2', 'UTC+02:00'],
    ['utc +5:30', 'UTC+05:30'],
    ['GMT-03:30', 'UTC-03:30'],
    ['+0200', 'UTC+02:00'],
    ['Etc/GMT+5', 'UTC-05:00'],
    ['JST', 'Asia/Tokyo'],
  ])('zones: %s', (text, zone) => {
    expect(read(`daily 9:00 ${text}`)).toBe(`daily at 09:00 (${zone})`);
    expect(read(`${text} 9:00 daily`)).toBe(`daily at 09:00 (${zone})`);
  });

  test.each([
    ['"0 9 * * 1-5" Europe/Berlin', 'Mondays to Fridays at 09:00 (Europe/Berlin)'],
    ['“0 9 * * MON-FRI” Berlin', 'Mondays to Fridays at 09:00 (Europe/Berlin)'],
    ["Berlin '30 8,16 * * *'", 'daily at 08:30 and 16:30 (Europe/Berlin)'],
    ['0 9 * * mon,wed Berlin', 'Mondays and Wednesdays at 09:00 (Europe/Berlin)'],
    ['"0 9 1 * 1" UTC', 'on the 1st of every month and on Mondays at 09:00 (UTC)'],
  ])('cron: %s', (text, words) => expect(read(text)).toBe(words));

  test('an hour alone is taken as the morning, and that is said', () => {
    const parsed = parseSchedule('daily at 8', { defaultZone: 'UTC' });
    expect(parsed).toMatchObject({ kind: 'ok', notes: ['I took “8” as 08:00; say 8pm if you mean the other.'] });
  });

  test('an offset does not follow summer time, and that is said', () => {
    const parsed = parseSchedule('daily 08:00 UTC+2', {});
    expect(parsed).toMatchObject({
      kind: 'ok',
      notes: ['UTC+02:00 keeps no summer time; name a city if your clock changes.'],
    });
  });

  test('a day that some months lack is said', () => {
    const parsed = parseSchedule('on the 31st at 08:00', { defaultZone: 'UTC' });
    expect(parsed).toMatchObject({ notes: ['Months without a day 31 are left out for that day.'] });
  });

  test('what does not speak of time is handed back', () => {
    const parsed = parseSchedule('weekdays 09:00 agents and rag Europe/Berlin', {});
    expect(parsed).toMatchObject({ kind: 'ok', rest: 'agents and rag' });
  });
});

describe('what is asked back', () => {
  test.each([
    ['daily', /^\? At what time/],
    ['Berlin', /^\? At what time/],
    ['every morning', /^\? At what time/],
    ['daily 13pm', /^\? “13pm” is not a time.*13:00/],
    ['daily 0am', /^\? “0am” is not a time.*00:00/],
    ['25:00', /^\? There is no “25:00” on a clock/],
    ['9:75', /^\? There is no “9:75” on a clock/],
    ['daily 24:00', /^\? “24:00” is where one day ends/],
    ['daily at 5', /^\? Is “5” in the morning or in the afternoon/],
    ['9am and 17:30', /^\? One subscription can have several times only at the same minute/],
    ['8am or 9am', /^\? One or the other/],
    ['8 in the morning and 6 in the evening', /^\? Please write the times in digits/],
    ['weekly 9am', /^\? On which day of the week/],
    ['monthly 9am', /^\? On which day of the month/],
    ['31 february 9:00', /^\? That date never comes/],
    ['"0 9 31 2,4 *"', /^\? .*never comes.*day 31/],
    ['every 5 minutes', /^\? “every 5 minutes” is too often: once an hour is the most/],
    ['every half hour', /^\? .* is too often/],
    ['"*/30 * * * *"', /^\? .*more than once an hour/],
    ['every 5 hours', /^\? I can't do “every 5 hours”/],
    ['every other monday 9am', /^\? I can't do “every other”/],
    ['first monday of the month 9am', /^\? I can't do “first monday of the month”/],
    ['tomorrow 9am', /^\? I can't do “tomorrow”/],
    ['half past 8', /^\? .*time in digits/],
    ['hourly at 9', /^\? Every hour, or at a time of day/],
    ['weekends except sat and sun 9am, not on sundays', /^\? /],
    ['daily 9am EST', /^\? “EST” means more than one time zone/],
    ['daily 9am IST', /Asia\/Kolkata, Europe\/Dublin, Asia\/Jerusalem/],
    ['daily 9am cst', /America\/Chicago.*Asia\/Shanghai/],
    ['daily 9am Eurpoe/Berlin', /I don't know the time zone “Eurpoe\/Berlin”. Do you mean Europe\/Berlin/],
    ['daily 9am Europe/Berln', /Do you mean Europe\/Berlin/],
    ['daily 9am Europe/Atlantis', /^\? I don't know the time zone/],
    ['daily 9am UTC+25', /^\? There is no time zone “UTC\+25”/],
    ['daily 9am Berlin Tokyo', /^\? I read two time zones, Europe\/Berlin and Asia\/Tokyo/],
    ['"0 9 * * *" weekdays', /^\? A cron expression says it all/],
  ])('%s', (text, question) => expect(read(text)).toMatch(question));

  test('the time zone, where neither the text nor the profile knows it', () => {
    expect(read('daily 9am', '')).toMatch(/^\? In which time zone/);
    expect(read('daily 9am', 'Europe/Atlantis')).toMatch(/^\? In which time zone/);
  });

  test('each choice is a whole wish that can be sent instead', () => {
    expect(choices('weekdays 9am EST')).toContain('weekdays 9am America/New_York');
    expect(choices('daily at 5 Berlin')).toEqual(['daily at 05:00 Berlin', 'daily at 17:00 Berlin']);
    expect(choices('daily Berlin')).toContain('daily Berlin at 09:00');
    expect(choices('every 5 minutes')).toEqual(['hourly', 'daily at 09:00']);
    expect(choices('9am and 17:30 daily')).toEqual(['9am daily', '17:30 daily']);
    // without 17:30 it would look like a cron expression with "mon" for its hour
    expect(choices('9 mon 17:30 * feb *')).toEqual(['mon 17:30 * feb *']);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['', /^! When shall I post\? Write for example “weekdays 09:00 Europe\/Berlin”/],
    ['hello', /^! I found no day and no time in “hello”. Write for example/],
    ['"0 9 * *"', /^! A cron expression has five fields.*has 4/],
    ['"0 0 9 * * 1"', /^! A cron expression has five fields.*has 6/],
    ['"0 25 * * *"', /^! I can't read “25” as the hour/],
    ['x'.repeat(2000), /^! That is too long to read/],
  ])('%.20s', (text, message) => expect(read(text)).toMatch(message));
});

describe('whatever is typed', () => {
  const words =
    'daily weekdays mon fri-sun except not every other day week month hour 2 5 minutes hours at on in and or , ; 9 17 8am 13pm 17:30 25:00 noon morning evening 1st 31st feb february of the Berlin new york EST UTC +2 UTC+2 Europe/Berlin Europe/Xx "0 9 * * *" "*/5 * * * *" " - weekly monthly hourly once a rag'.split(
      ' ',
    );
  const wishes = fc.oneof(
    fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((chosen) => chosen.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  );

  test('what is understood has a next post; what is asked offers wishes that are not the same question', () => {
    fc.assert(
      fc.property(wishes, (text) => {
        const parsed = parseSchedule(text, { defaultZone: 'Europe/Berlin' });
        if (parsed.kind === 'ok') {
          const now = new Date('2027-01-01T00:00:00Z');
          expect(nextDue(parsed.schedule, now).getTime()).toBeGreaterThan(now.getTime());
        }
        if (parsed.kind !== 'ask') return;
        for (const choice of parsed.choices) {
          const again = parseSchedule(choice, { defaultZone: 'Europe/Berlin' });
          expect(again, `${text} -> ${choice}`).not.toEqual(parsed);
          expect(again.kind, `${text} -> ${choice}`).not.toBe('error');
        }
      }),
      { numRuns: 800 },
    );
  });

  test('the words of a schedule, typed again, are the same schedule', () => {
    const days = fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }).map((chosen) => chosen.join(','));
    const hours = fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 4 });
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'America/Argentina/Buenos_Aires',
      'UTC',
      'UTC-03:30',
      'Asia/Kolkata',
    );
    fc.assert(
      fc.property(days, hours, fc.integer({ min: 0, max: 59 }), zones, (weekdays, at, minute, zone) => {
        const words = describeSchedule({ cron: `${minute} ${at.join(',')} * * ${weekdays}`, zone });
        expect(read(words)).toBe(words);
      }),
      { numRuns: 200 },
    );
  });
});
