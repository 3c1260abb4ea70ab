import { Cron } from 'croner';
import { type CronFields, parseCron } from './schedule-cron.ts';
import { furthestWallClock, instantOf, wallClock } from './time-zone.ts';

/** When a digest is due. Made by `parseSchedule`, so that both fields are known to be good. */
export interface Schedule {
  /** Five fields with the meaning of crontab(5), at most once an hour. */
  readonly cron: string;
  /** In canonical form: an IANA name, "UTC", or "UTC+05:30". */
  readonly zone: string;
}

/**
 * The first due time strictly after a moment.
 *
 * The clock on the wall decides: a slot is due when that clock first reaches it. So a slot in an hour that is skipped
 * comes when the clock jumps, a slot in an hour that is repeated comes the first time only, and two slots that fall on
 * the same jump are one. Croner matches local times alone (in UTC): with a zone of its own it runs hourly patterns in
 * both passes of a repeated hour, and drops all but single times of a skipped one.
 *
 * @throws RangeError where the schedule is not one that `parseSchedule` makes
 */
export function nextDue(schedule: Schedule, after: Date): Date {
  const pattern = wallPattern(schedule);
  let wall = new Date(wallClock(schedule.zone, after.getTime()));
  for (;;) {
    const next = pattern.nextRun(wall);
    if (!next) throw new RangeError(`The schedule “${schedule.cron}” never comes.`);
    const due = instantOf(schedule.zone, next.getTime());
    if (due > after.getTime()) return new Date(due);
    wall = next;
  }
}

/**
 * The last due time at or before a moment, for the one post that catches up after downtime.
 *
 * @throws RangeError where the schedule is not one that `parseSchedule` makes
 */
export function previousDue(schedule: Schedule, before: Date): Date {
  const pattern = wallPattern(schedule);
  // croner looks strictly before its argument, in whole seconds
  let wall = new Date(furthestWallClock(schedule.zone, before.getTime()) + 1000);
  for (;;) {
    const previous = pattern.previousRuns(1, wall)[0];
    if (!previous) throw new RangeError(`The schedule “${schedule.cron}” never came.`);
    const due = instantOf(schedule.zone, previous.getTime());
    if (due <= before.getTime()) return new Date(due);
    wall = previous;
  }
}

/** Built per call: ten thousand of these, kept, would take most of a gigabyte. */
function wallPattern(schedule: Schedule): Cron {
  const fields = parseCron(schedule.cron);
  if ('problem' in fields) throw new RangeError(fields.why);
  return new Cron(cronerPattern(fields), { timezone: 'UTC', domAndDow: !fields.either, mode: '5-part' });
}

/** Plain lists of numbers, so that the meaning is ours and not croner's dialect. */
function cronerPattern({ minute, hours, monthDays, months, weekdays }: CronFields): string {
  const list = (values: readonly number[], full: number) => (values.length === full ? '*' : values.join(','));
  return [minute, list(hours, 24), list(monthDays, 31), list(months, 12), list(weekdays, 7)].join(' ');
}
