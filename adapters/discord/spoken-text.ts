import type { MessagePayload } from './payloads.ts';

const SEQUENCE = /<(@[!&]?|#|a?:[^:<>\s]+:|\/[^:<>]+:)(\d+)>/g;

/**
 * What a person wrote, as they saw it: Discord's sequences in angle brackets become the words that they show
 * (https://docs.discord.com/developers/reference#message-formatting). The bot's own mention is left out.
 */
export function spokenText(
  { content, mentions }: Pick<MessagePayload, 'content' | 'mentions'>,
  botUserId: string,
): string {
  const names = new Map(mentions.map(({ id, username }) => [id, username]));
  return content
    .replace(SEQUENCE, (_, kind: string, id: string) => {
      if (kind === '@' || kind === '@!') return id === botUserId ? ' ' : `@${names.get(id) ?? id}`;
      if (kind === '@&') return '@role';
      return kind === '#' ? '#channel' : kind.replace(/^a:/, ':').replace(/^(\/.*):$/, '$1');
    })
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}
