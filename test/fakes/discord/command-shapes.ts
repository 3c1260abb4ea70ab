import { all, anything, flag, list, matching, must, number, object, oneOf, type Shape, text } from '../shape.ts';
import { isObject, listOf, textOf } from '../values.ts';
import { invalidForm } from './errors.ts';
import type { State } from './state.ts';
import type { Json } from './types.ts';

const LONGEST_COMMAND = 8000;
const NAME = matching(/^(?!.*\p{Lu})[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u, 'a lower-case command name', 32);
const CONTAINERS = [1, 2];

const localized = { name_localizations: anything, description_localizations: anything };
const choice = object({ name: text(100), value: anything }, { name_localizations: anything });
const unique = (what: string) =>
  must((value) => {
    const names = listOf(value['options']).map((one) => (isObject(one) ? one['name'] : undefined));
    return new Set(names).size === names.length;
  }, `${what} names must be unique`);
const requiredFirst = must((value) => {
  const required = listOf(value['options']).map((one) => isObject(one) && one['required'] === true);
  return required.lastIndexOf(true) < (required.indexOf(false) === -1 ? required.length : required.indexOf(false));
}, 'required options must be placed before non-required options');

const leaf: Shape = all(
  object(
    { type: oneOf(3, 4, 5, 6, 7, 8, 9, 10, 11), name: NAME, description: text(100) },
    {
      ...localized,
      required: flag,
      choices: list(0, 25, choice),
      autocomplete: flag,
      min_value: number,
      max_value: number,
      min_length: number,
      max_length: number,
      channel_types: list(0, 15, number),
    },
  ),
  must((one) => one['autocomplete'] !== true || listOf(one['choices']).length === 0, 'autocomplete excludes choices'),
);

const container = (type: number, inner: Shape): Shape =>
  all(
    object(
      { type: oneOf(type), name: NAME, description: text(100) },
      { ...localized, options: list(0, 25, inner), required: flag },
    ),
    unique('option'),
    requiredFirst,
  );
const subcommand = container(1, leaf);
const group = container(2, subcommand);

const option: Shape = (value, path, problems) => {
  const type = isObject(value) ? value['type'] : undefined;
  (type === 1 ? subcommand : type === 2 ? group : leaf)(value, path, problems);
};

const extra = {
  name_localizations: anything,
  default_member_permissions: anything,
  dm_permission: flag,
  integration_types: list(0, 2, oneOf(0, 1)),
  contexts: list(0, 3, oneOf(0, 1, 2)),
  nsfw: flag,
  id: anything,
};
const slash = all(
  object(
    { name: NAME, description: text(100) },
    { ...extra, type: oneOf(1), description_localizations: anything, options: list(0, 25, option) },
  ),
  unique('option'),
  requiredFirst,
  must((value) => {
    const kinds = listOf(value['options']).map((one) => CONTAINERS.includes(isObject(one) ? Number(one['type']) : 0));
    return new Set(kinds).size <= 1;
  }, 'subcommands and other options cannot be mixed'),
  must((value) => charactersIn(value) <= LONGEST_COMMAND, `no more than ${LONGEST_COMMAND} characters allowed`),
);
const menu = object({ name: text(32), type: oneOf(2, 3) }, { ...extra, description: text(0, 0) });

/** Names, descriptions and the values of choices, all together. */
function charactersIn(value: Json): number {
  const own = textOf(value['name']).length + textOf(value['description']).length + textOf(value['value']).length;
  return [...listOf(value['options']), ...listOf(value['choices'])]
    .filter(isObject)
    .reduce((sum, one) => sum + charactersIn(one), own);
}

/** @throws DiscordError 50035 where Discord would not register these commands */
export function checkCommands(state: State, name: string, body: unknown): void {
  const problems: string[] = [];
  const kind = (one: unknown) => (isObject(one) ? Number(one['type'] ?? 1) : 1);
  list(0, 130, (value, path, found) => (kind(value) === 1 ? slash : menu)(value, path, found))(body, '', problems);
  for (const [type, most] of [[1, 100] as const, [2, 15] as const, [3, 15] as const])
    if (listOf(body).filter((one) => kind(one) === type).length > most)
      problems.push(`no more than ${most} commands of type ${type} allowed [json-pointer:]`);
  const names = listOf(body).map((one) => `${kind(one)} ${isObject(one) ? textOf(one['name']) : ''}`);
  if (new Set(names).size < names.length) problems.push('command names must be unique [json-pointer:]');
  if (problems.length === 0) return;
  state.violation(`${name}: ${problems.join('; ')}`);
  throw invalidForm(problems);
}

/** A command as Discord gives it back: with its defaults, and without what says nothing. */
export function registered(state: State, command: Json, where: string): Json {
  const before = (state.commands.get(where) ?? []).find(
    (one) => one['name'] === command['name'] && one['type'] === (command['type'] ?? 1),
  );
  const { options, description, ...rest } = command;
  return {
    id: before?.['id'] ?? state.nextId(),
    application_id: state.applicationId,
    version: state.nextId(),
    default_member_permissions: null,
    type: 1,
    description: description ?? '',
    nsfw: false,
    ...(where === 'global' ? { dm_permission: true, contexts: null, integration_types: [0] } : { guild_id: where }),
    ...rest,
    ...(listOf(options).length === 0 ? {} : { options: listOf(options).map(registeredOption) }),
  };
}

function registeredOption(option: unknown): unknown {
  if (!isObject(option)) return option;
  const kept = Object.entries(option).filter(([, value]) => value !== false && value !== undefined && value !== null);
  return Object.fromEntries(
    kept
      .filter(([name, value]) => name !== 'options' || listOf(value).length > 0)
      .map(([name, value]) => [name, name === 'options' ? listOf(value).map(registeredOption) : value]),
  );
}
