import type { Delivery } from '../../src/digest/delivery.ts';

const HEADER = ['number', 'state', 'due (UTC)', 'channel', 'tries', 'what is known'];

/** Deliveries as a table for a terminal, the latest first. */
export function deliveryTable(deliveries: readonly Delivery[]): string {
  if (deliveries.length === 0) return 'No deliveries.\n';
  const rows = [HEADER, ...deliveries.map(cells)];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}

/** One delivery on one line. */
export function deliveryLine(delivery: Delivery): string {
  const [number, state, due, channel, , known] = cells(delivery);
  return `${number} ${state}, due ${due}, ${channel}${known === '' ? '' : `: ${known}`}\n`;
}

function cells(delivery: Delivery): string[] {
  const { id, state, due, place, attempts, kind, recipient } = delivery;
  const channel = [place.adapter, place.workspace, kind === 'notice' ? `@${recipient}` : place.channel].join('/');
  return [String(id), state, time(due), printable(channel), String(attempts), printable(known(delivery))];
}

function known({ state, reason, wakeAt, messageId, plannedAt }: Delivery): string {
  switch (state) {
    case 'planned':
      return reason === undefined || wakeAt === undefined ? '' : `${reason} Next try ${time(wakeAt)}.`;
    case 'claimed':
    case 'sending':
      return `A process is at it, until ${time(wakeAt ?? plannedAt)} at most.`;
    case 'uncertain':
      return `${reason ?? 'It may have been posted.'} The platform is asked ${time(wakeAt ?? plannedAt)}.`;
    case 'sent':
      return `message ${messageId}`;
    case 'failed':
    case 'skipped':
      return reason ?? '';
    default:
      return state satisfies never;
  }
}

/** "2026-11-23 08:00:00" */
function time(moment: number): string {
  return new Date(moment).toISOString().slice(0, 19).replace('T', ' ');
}

/** What came from outside must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
