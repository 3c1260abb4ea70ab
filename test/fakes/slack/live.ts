import { isObject } from '../values.ts';
import type { Json, LiveSequence } from './types.ts';

type Found = Omit<LiveSequence, 'method'>;

const SEQUENCE = /<([!@#]?)([^<>\s][^<>]*)>/g;

/** What Slack would act on in a message: in its text, in mrkdwn and markdown, and as parts of rich text. */
export function liveSequences(text: string, blocks: readonly unknown[]): Found[] {
  const found = inMrkdwn(text);
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    if (!isObject(value)) return;
    if (value['type'] === 'mrkdwn' || value['type'] === 'markdown') found.push(...inMrkdwn(String(value['text'])));
    found.push(...asRichText(value));
    for (const [key, inner] of Object.entries(value)) if (key !== 'value') visit(inner);
  };
  visit(blocks);
  return found;
}

/** The sequences of a mrkdwn text; what Slack does not know it shows as it is. */
function inMrkdwn(text: string): Found[] {
  return [...text.matchAll(SEQUENCE)].flatMap(([whole, sign, inside = '']): Found[] => {
    if (sign === '!') return [{ kind: inside.startsWith('date^') ? 'date' : 'broadcast', text: whole }];
    if (sign === '@') return [{ kind: 'person', text: whole }];
    if (sign === '#') return [{ kind: 'channel', text: whole }];
    return /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(inside) ? [{ kind: 'link', text: whole }] : [];
  });
}

const RICH: Readonly<Record<string, readonly [LiveSequence['kind'], string]>> = {
  broadcast: ['broadcast', 'range'],
  user: ['person', 'user_id'],
  usergroup: ['broadcast', 'usergroup_id'],
  channel: ['channel', 'channel_id'],
  link: ['link', 'url'],
};

function asRichText(value: Json): Found[] {
  const rich = RICH[String(value['type'])];
  const target = rich === undefined ? undefined : value[rich[1]];
  return rich === undefined || typeof target !== 'string' ? [] : [{ kind: rich[0], text: target }];
}
