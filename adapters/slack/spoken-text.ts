const ENTITY = /&(amp|lt|gt);/g;
const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };
const SEQUENCE = /<([^<>]*)>/g;

/**
 * What a person wrote, as they saw it: Slack's sequences in angle brackets become the words that they show, and its three
 * entities the characters (https://docs.slack.dev/messaging/formatting-message-text). The bot's own mention is left out.
 */
export function spokenText(text: string, botUserId: string): string {
  return text
    .replace(SEQUENCE, (_, sequence: string) => shown(sequence, botUserId))
    .replace(ENTITY, (_, name: string) => CHARACTERS[name] ?? '')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

export function mentions(text: string, botUserId: string): boolean {
  return new RegExp(`<@${botUserId}(?:\\|[^<>]*)?>`).test(text);
}

function shown(sequence: string, botUserId: string): string {
  const [target = '', ...labels] = sequence.split('|');
  const label = labels.join('|');
  if (target.startsWith('@')) return target === `@${botUserId}` ? ' ' : `@${label || target.slice(1)}`;
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!')) return label || `@${target.slice(1).split('^')[0]}`;
  return label || target;
}
