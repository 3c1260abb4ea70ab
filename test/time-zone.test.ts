import { describe, expect, test } from 'vitest';
import { canonicalZone, instantOf, knownZones, wallClock } from '../src/digest/time-zone.ts';

const utc = (text: string) => Date.parse(`${text}Z`);
const show = (ms: number) => new Date(ms).toISOString().slice(0, 16);

describe('canonicalZone', () => {
  test.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['GMT', 'UTC'],
    ['Etc/UTC', 'UTC'],
    ['utc+0', 'UTC'],
    ['UTC+14', 'UTC+14:00'],
    ['UTC-0930', 'UTC-09:30'],
    ['Etc/GMT-3', 'UTC+03:00'],
    ['UTC+05:45', 'UTC+05:45'],
  ])('%s is %s', (name, zone) => {
    expect(canonicalZone(name)).toBe(zone);
    expect(canonicalZone(zone)).toBe(zone);
  });

  test.each(['Europe/Atlantis', 'Berlin', 'UTC+15', 'UTC-13', 'UTC+2:10', '', 'UTC+2 or so'])('“%s” is none', (name) =>
    expect(canonicalZone(name)).toBeUndefined(),
  );

  test('every zone that is offered is in its one spelling', () => {
    expect(knownZones().length).toBeGreaterThan(400);
    expect(knownZones().filter((zone) => canonicalZone(zone) !== zone)).toEqual([]);
  });
});

describe('the clock on the wall', () => {
  test.each([
    ['Europe/Berlin', '2027-03-28T00:59', '2027-03-28T01:59'],
    ['Europe/Berlin', '2027-03-28T01:00', '2027-03-28T03:00'],
    ['Australia/Lord_Howe', '2027-04-03T14:59', '2027-04-04T01:59'],
    ['Australia/Lord_Howe', '2027-04-03T15:00', '2027-04-04T01:30'],
    ['Asia/Kathmandu', '2027-01-01T00:00', '2027-01-01T05:45'],
    ['UTC-03:30', '2027-01-01T00:00', '2026-12-31T20:30'],
    ['UTC', '2027-01-01T00:00', '2027-01-01T00:00'],
  ])('%s at %s UTC shows %s', (zone, instant, wall) => expect(show(wallClock(zone, utc(instant)))).toBe(wall));

  test.each([
    ['a time like any other', 'Europe/Berlin', '2027-01-01T09:00', '2027-01-01T08:00'],
    ['skipped: as the clock jumps', 'Europe/Berlin', '2027-03-28T02:30', '2027-03-28T01:00'],
    ['twice: the first', 'Europe/Berlin', '2027-10-31T02:30', '2027-10-31T00:30'],
    ['after a repeated hour', 'Europe/Berlin', '2027-10-31T03:00', '2027-10-31T02:00'],
    ['a day that was left out', 'Pacific/Apia', '2011-12-30T15:00', '2011-12-30T10:00'],
  ])('%s', (_, zone, wall, instant) => expect(show(instantOf(zone, utc(wall)))).toBe(instant));

  test('there is no time in a zone that does not exist', () => {
    expect(() => wallClock('Europe/Atlantis', 0)).toThrow(RangeError);
  });
});
