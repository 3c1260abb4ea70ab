import { MessageFlags, PermissionFlagsBits } from 'discord.js';
import { anything, flag, list, matching, number, object, type Shape, text } from '../shape.ts';
import { isObject, listOf, textOf } from '../values.ts';
import { allComponents, displayed, repeatedIds, rows } from './component-shapes.ts';
import { DiscordError, invalidForm, missingPermissions } from './errors.ts';
import type { State, StoredMessage } from './state.ts';
import type { Json } from './types.ts';

const LONGEST_CONTENT = 2000;
const LONGEST_EMBEDS = 6000;
const MOST_COMPONENTS = 40;
const LONGEST_DISPLAY = 4000;
const V2 = MessageFlags.IsComponentsV2;

const url = matching(/^https?:\/\/[^\s]+$/, 'a well-formed URL', 2048);
const image = object({ url }, { height: number, width: number });
const embed = object(
  {},
  {
    type: text(20),
    title: text(256),
    description: text(4096),
    url,
    timestamp: matching(/^\d{4}-\d\d-\d\dT/, 'an ISO 8601 timestamp', 40),
    color: number,
    footer: object({ text: text(2048) }, { icon_url: url }),
    image,
    thumbnail: image,
    author: object({ name: text(256) }, { url, icon_url: url }),
    fields: list(0, 25, object({ name: text(256), value: text(1024) }, { inline: flag })),
  },
);

/** Of a message in a body: what the person sees, besides what is for Discord. */
const SAYING = ['content', 'embeds', 'components', 'flags', 'allowed_mentions', 'tts', 'attachments'];

export interface Content {
  readonly content: string;
  readonly embeds: readonly unknown[];
  readonly components: readonly unknown[];
  readonly flags: number;
}

/**
 * What a body says, checked as Discord does; what it would take though a careful bot never sends it is noted too.
 * @param before the message that is edited: what the body leaves out stays
 * @param besides which other keys the body may have
 * @throws DiscordError 50035, 50006 where there is nothing in it
 */
export function readContent(
  state: State,
  name: string,
  body: unknown,
  options: { readonly before?: StoredMessage | undefined; readonly besides?: readonly string[] } = {},
): Content {
  const given: Json = isObject(body) ? body : {};
  const { before, besides = [] } = options;
  const refuse = (error: DiscordError, why: string): never => {
    state.violation(`${name}: ${why}`);
    throw error;
  };
  // discord.js adds `enforce_nonce: false` to everything.
  const unknown = Object.keys(given).filter((key) => ![...SAYING, ...besides].includes(key) && given[key] !== false);
  if (unknown.length > 0) state.violation(`${name}: there is no ${unknown.join(', ')} in a message`);
  checkMentions(state, name, given);

  const asked = typeof given['flags'] === 'number' ? given['flags'] : 0;
  const isV2 = ((asked | (before?.flags ?? 0)) & V2) !== 0;
  const kept = (key: 'embeds' | 'components') =>
    given[key] === undefined ? (before?.[key] ?? []) : listOf(given[key]);
  const content = given['content'] === undefined ? (before?.content ?? '') : textOf(given['content']);
  const embeds = kept('embeds');
  const components = kept('components');

  const problems: string[] = [];
  const check = (shape: Shape, key: string) => {
    if (given[key] !== undefined && given[key] !== null) shape(given[key], `/${key}`, problems);
  };
  check(text(LONGEST_CONTENT, 0), 'content');
  check(list(0, 10, embed), 'embeds');
  check(isV2 ? displayed : rows, 'components');
  check(number, 'flags');
  check(anything, 'attachments');
  problems.push(...repeatedIds(components));
  if (charactersIn(embeds) > LONGEST_EMBEDS)
    problems.push(`Embed size exceeds maximum size of ${LONGEST_EMBEDS} characters [json-pointer:/embeds]`);
  if (isV2) {
    const all = allComponents(components);
    if (content !== '' || embeds.length > 0)
      problems.push('content and embeds cannot be used with IS_COMPONENTS_V2 [json-pointer:/flags]');
    if (all.length > MOST_COMPONENTS)
      problems.push(`no more than ${MOST_COMPONENTS} items allowed in all [json-pointer:/components]`);
    const shown = all.filter((one) => one['type'] === 10).reduce((sum, one) => sum + textOf(one['content']).length, 0);
    if (shown > LONGEST_DISPLAY)
      problems.push(`must be less than ${LONGEST_DISPLAY + 1} characters in all [json-pointer:/components]`);
  }
  if (problems.length > 0) refuse(invalidForm(problems), problems.join('; '));
  if (content.trim() === '' && embeds.length === 0 && components.length === 0)
    refuse(new DiscordError(400, 50006, 'Cannot send an empty message'), 'an empty message');
  return {
    content,
    embeds: embeds.map((one) => (isObject(one) ? { type: 'rich', ...one } : one)),
    components: numbered(components),
    flags: (before?.flags ?? 0) | (asked & (V2 | MessageFlags.Ephemeral | MessageFlags.SuppressEmbeds)),
  };
}

/** Discord numbers components where they have no id. */
function numbered(components: readonly unknown[]): readonly unknown[] {
  let last = 0;
  const one = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    last += 1;
    const id = last;
    const list = value['components'];
    return {
      id,
      ...value,
      ...(Array.isArray(list) ? { components: list.map(one) } : {}),
      ...(isObject(value['accessory']) ? { accessory: one(value['accessory']) } : {}),
    };
  };
  return components.map(one);
}

/** Every send says that nobody is pinged by it. */
function checkMentions(state: State, name: string, given: Json): void {
  const allowed = given['allowed_mentions'];
  if (!isObject(allowed) || !Array.isArray(allowed['parse']) || allowed['parse'].length > 0)
    state.violation(`${name}: allowed_mentions is not {parse: []}`);
  else if (['users', 'roles'].some((who) => listOf(allowed[who]).length > 0))
    state.violation(`${name}: allowed_mentions names somebody`);
}

/** As Discord counts over all embeds: titles, descriptions, fields, footers and authors. */
function charactersIn(embeds: readonly unknown[]): number {
  const length = (value: unknown, ...keys: readonly string[]) =>
    isObject(value) ? keys.reduce((sum, key) => sum + textOf(value[key]).length, 0) : 0;
  return embeds
    .filter(isObject)
    .reduce(
      (sum, one) =>
        sum +
        length(one, 'title', 'description') +
        length(one['footer'], 'text') +
        length(one['author'], 'name') +
        listOf(one['fields']).reduce((fields: number, field) => fields + length(field, 'name', 'value'), 0),
      0,
    );
}

/** @throws DiscordError 50013 where the bot may not embed and says something with embeds */
export function checkEmbedding(permissions: bigint, content: Content): void {
  if (content.embeds.length > 0 && (permissions & PermissionFlagsBits.EmbedLinks) === 0n) throw missingPermissions();
}
