import type { Invocation } from '../../src/messages/invocation.ts';
import { shorten } from '../../src/messages/shorten.ts';
import type { Bot } from '../../src/ports.ts';
import { isQuestion } from '../../src/threads/small-talk.ts';
import { MESSAGE_COMMANDS } from './commands/registration.ts';
import type { InteractionOf, ShownMessage } from './payloads.ts';

const ARXIV_ID = /(?<![\d.])(\d{4}\.\d{4,5})(?:v\d+)?(?![\d.]*\d)/;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}.+-]*[\p{L}\p{N}]/gu;
const SHORTEST_NAME = 3;
const MOST_WORDS = 60;
const LONGEST_QUERY = 200;

/**
 * What a message command asks for: the paper that the message links to or names, else what it says.
 *
 * @returns undefined where there is nothing to read in the message
 */
export function messageCommandInvocation(
  { data }: InteractionOf<'onMessage'>,
  bot: Pick<Bot, 'complete'>,
): Invocation | undefined {
  const message = data.resolved.messages[data.target_id];
  const text = message ? textOf(message) : '';
  if (text === '') return undefined;
  const isSimilar = data.name === MESSAGE_COMMANDS.similar;
  const id = ARXIV_ID.exec(text)?.[1];
  const isKnown = id !== undefined && bot.complete(id, 1).length > 0;
  // a link to a paper that is not known by its id may show a title that is
  const paper = isKnown ? id : (namedPaper(text, bot) ?? id);
  if (paper !== undefined) return { command: isSimilar ? 'similar' : 'show', args: { paper } };
  const words = shorten(
    text
      .replace(/https?:\/\/\S+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    LONGEST_QUERY,
  );
  if (words === '') return undefined;
  return !isSimilar && isQuestion(words)
    ? { command: 'ask', args: { question: words } }
    : { command: 'search', args: { query: words } };
}

function textOf({ content = '', embeds = [], components = [] }: ShownMessage): string {
  const parts = embeds.flatMap(({ url, title, description }) => [url, title, description]);
  return [content, ...parts, ...components.flatMap(textsIn)]
    .filter((part) => typeof part === 'string' && part !== '')
    .join('\n');
}

/** A message of components alone, such as Paperboy's own, has its text and its links in them. */
function textsIn(component: unknown): string[] {
  if (typeof component !== 'object' || component === null) return [];
  return Object.entries(component).flatMap(([key, value]) => {
    if (typeof value === 'string') return key === 'content' || key === 'url' ? [value] : [];
    return Array.isArray(value) ? value.flatMap(textsIn) : textsIn(value);
  });
}

/** A name is taken only as it is written, so that a common word is no paper. */
function namedPaper(text: string, bot: Pick<Bot, 'complete'>): string | undefined {
  for (const [word] of [...text.matchAll(WORD)].slice(0, MOST_WORDS)) {
    if (word.length < SHORTEST_NAME) continue;
    const name = bot.complete(word, 5).find((label) => label.length >= SHORTEST_NAME && text.includes(label));
    if (name !== undefined) return name;
  }
  return undefined;
}
