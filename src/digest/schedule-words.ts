import type { Schedule } from './schedule.ts';
import { type CronFields, parseCron } from './schedule-cron.ts';
import { fromMonday, WEEKDAYS } from './schedule-days.ts';
import { wallClock } from './time-zone.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const MOST_LISTED = 6;

/** A schedule as a person would say it: "Mondays to Fridays at 09:00 (Europe/Berlin)". */
export function describeSchedule({ cron, zone }: Schedule): string {
  const fields = parseCron(cron);
  const words = 'problem' in fields ? undefined : inWords(fields);
  return `${words ?? `by the cron expression “${cron}”`} (${zone})`;
}

/** A due time on the clock of a zone: "Monday 23 November 09:00". */
export function describeDue(due: Date, zone: string): string {
  const wall = new Date(wallClock(zone, due.getTime()));
  return `${describeDay(due, zone)} ${clock(wall.getUTCHours(), wall.getUTCMinutes())}`;
}

/** The day that a zone's calendar shows at a moment: "Monday 23 November". */
export function describeDay(moment: Date, zone: string): string {
  const wall = new Date(wallClock(zone, moment.getTime()));
  return `${WEEKDAYS[wall.getUTCDay()]} ${wall.getUTCDate()} ${MONTHS[wall.getUTCMonth()]}`;
}

/** "09:00" */
export function clock(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** "a", "a and b", "a, b and c" */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function inWords(fields: CronFields): string | undefined {
  const days = daysInWords(fields);
  const times = timesInWords(fields);
  if (days === undefined || times === undefined) return undefined;
  if (!times.startsWith('every')) return `${days} ${times}`;
  return days === 'daily' ? times : `${days}, ${times}`;
}

function daysInWords({ monthDays, months, weekdays, either }: CronFields): string | undefined {
  const everyMonth = months.length === 12;
  const everyWeekday = weekdays.length === 7;
  if (monthDays.length === 31) {
    if (!everyMonth) return undefined;
    return everyWeekday ? 'daily' : weekdaysInWords(weekdays);
  }
  if (monthDays.length * (everyMonth ? 1 : months.length) > MOST_LISTED) return undefined;
  const dates = everyMonth
    ? `on the ${listed(monthDays.map(ordinal))} of every month`
    : `on ${listed(months.flatMap((month) => monthDays.map((day) => `${day} ${MONTHS[month - 1]}`)))}`;
  if (everyWeekday) return dates;
  return either && everyMonth ? `${dates} and on ${weekdaysInWords(weekdays)}` : undefined;
}

function weekdaysInWords(weekdays: readonly number[]): string {
  const days = fromMonday(weekdays);
  const names = days.map((day) => `${WEEKDAYS[day]}s`);
  const unbroken = days.every((day, i) => i === 0 || (day + 6) % 7 === ((days[i - 1]! + 6) % 7) + 1);
  return unbroken && days.length > 2 ? `${names[0]} to ${names.at(-1)}` : listed(names);
}

function timesInWords({ hours, minute }: CronFields): string | undefined {
  const past = minute === 0 ? '' : ` at ${minute} minute${minute === 1 ? '' : 's'} past`;
  if (hours.length === 24) return `every hour${past}`;
  if (hours.length <= 4) return `at ${listed(hours.map((hour) => clock(hour, minute)))}`;
  const step = hours[1]! - hours[0]!;
  if (!hours.every((hour, i) => hour === hours[0]! + i * step)) return undefined;
  if (step > 1 && hours[0] === 0 && hours.length * step === 24) return `every ${step} hours${past}`;
  return `every ${step === 1 ? 'hour' : `${step} hours`} from ${clock(hours[0]!, minute)} to ${clock(hours.at(-1)!, minute)}`;
}

function ordinal(day: number): string {
  const ending = day > 3 && day < 21 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}
