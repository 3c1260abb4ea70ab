import type { Invocation } from '../messages/invocation.ts';
import { say } from '../messages/markup.ts';
import type { Block, Button } from '../messages/message.ts';
import type { Context, Option } from './command.ts';
import { formatInvocation } from './typed.ts';

const PAGE_SIZE = 5;

/** One page of a longer list. `first` is the number of its first item in the whole list, from 1. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly first: number;
  readonly number: number;
  readonly pages: number;
}

export const pageOption: Option = {
  name: 'page',
  kind: 'integer',
  min: 1,
  max: 100,
  description: 'which page of the results',
  required: false,
};

/** The page with that number, or the last one where there are fewer. */
export function page<T>(all: readonly T[], number: number): Page<T> {
  const pages = Math.max(1, Math.ceil(all.length / PAGE_SIZE));
  const current = Math.min(number, pages);
  const start = (current - 1) * PAGE_SIZE;
  return { items: all.slice(start, start + PAGE_SIZE), first: start + 1, number: current, pages };
}

/** The page on which an item stands that has this number in the whole list. */
export function pageOf(number: number): number {
  return Math.ceil(number / PAGE_SIZE);
}

export function pageNote(shown: Page<unknown>): Block {
  return { kind: 'finePrint', text: say`Page ${shown.number} of ${shown.pages}.` };
}

/** Next page and share, as far as they make sense. */
export function listButtons(origin: Invocation, shown: Page<unknown>, context: Context): Button[] {
  const buttons: Button[] = [];
  if (shown.number < shown.pages)
    buttons.push({ label: 'Next page', invocation: { ...origin, args: { ...origin.args, page: shown.number + 1 } } });
  buttons.push(shareButton({ ...origin, args: { ...origin.args, page: shown.number } }, context));
  return buttons;
}

/** Shows the answer of an invocation to the whole channel. */
export function shareButton(invocation: Invocation, context: Context): Button {
  const { page: number, ...others } = invocation.args;
  const args = number === 1 || number === undefined ? others : invocation.args;
  const what = formatInvocation({ command: invocation.command, args }, context.commands);
  return { label: 'Share', invocation: { command: 'share', args: { what } } };
}
