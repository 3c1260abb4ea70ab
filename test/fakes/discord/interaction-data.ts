import { isObject, listOf, objectOf, textOf } from '../values.ts';
import type { State } from './state.ts';
import type { Json, ShownModal } from './types.ts';

type Value = string | number | boolean;
type Values = Readonly<Record<string, Value>>;

const SUBCOMMAND = 1;
const GROUP = 2;
const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const NUMBER = 10;

/** A command that people see. @throws Error where none of that name and type is registered */
export function registeredCommand(state: State, name: string, type: number): Json {
  const all = [...state.commands.values()].flat();
  const found = all.find((one) => one['name'] === name && one['type'] === type);
  if (found !== undefined) return found;
  if (state.options.anyCommand === true) return { id: state.applicationId, name };
  throw new Error(`there is no command ${name} among ${all.map((one) => textOf(one['name'])).join(', ') || 'none'}`);
}

/**
 * What arrives of `/papers subcommand`.
 * @param focused the option that somebody is typing into: the others may be missing, and it may be anything
 * @throws Error where Discord would not let a person send it
 */
export function commandData(state: State, subcommand: string, options: Values, focused?: string): Json {
  const command = registeredCommand(state, 'papers', 1);
  const path = subcommand.split(' ').filter(Boolean);
  let offered: Json | undefined = command;
  for (const name of path)
    offered = listOf(offered?.['options'])
      .filter(isObject)
      .find((one) => one['name'] === name && [SUBCOMMAND, GROUP].includes(Number(one['type'])));
  if (offered === undefined && state.options.anyCommand !== true) throw new Error(`there is no /papers ${subcommand}`);
  const known = listOf(offered?.['options']).filter(isObject);
  const free = offered === undefined || state.options.anyCommand === true;
  const given = Object.entries(options).map(([name, value]) => {
    const option = known.find((one) => one['name'] === name);
    if (option === undefined && !free) throw new Error(`/papers ${subcommand} has no option ${name}`);
    if (name === focused) {
      if (!free && option?.['autocomplete'] !== true) throw new Error(`${name} does not complete what is typed`);
      return { name, type: option?.['type'] ?? STRING, value, focused: true };
    }
    if (option !== undefined) checkValue(option, value);
    return { name, type: option?.['type'] ?? guess(value), value };
  });
  const missing = known.find((one) => one['required'] === true && options[textOf(one['name'])] === undefined);
  if (missing !== undefined && focused === undefined)
    throw new Error(`/papers ${subcommand} needs ${textOf(missing['name'])}`);
  const nested = path.reduceRight<readonly Json[]>(
    (inner, name, at) => [{ name, type: at === path.length - 1 ? SUBCOMMAND : GROUP, options: inner }],
    given,
  );
  return {
    id: command['id'],
    name: 'papers',
    type: 1,
    options: nested,
    ...(command['guild_id'] === undefined ? {} : { guild_id: command['guild_id'] }),
  };
}

function guess(value: Value): number {
  return typeof value === 'string' ? STRING : typeof value === 'boolean' ? BOOLEAN : INTEGER;
}

/** @throws Error where the client refuses it */
function checkValue(option: Json, value: Value): void {
  const name = textOf(option['name']);
  const type = Number(option['type']);
  const fits =
    type === BOOLEAN
      ? typeof value === 'boolean'
      : type === INTEGER
        ? Number.isInteger(value)
        : type === NUMBER
          ? typeof value === 'number'
          : typeof value === 'string' && value !== '';
  if (!fits) throw new Error(`${name} cannot be ${String(value)}`);
  const choices = listOf(option['choices']).map((one) => objectOf(one)['value']);
  if (choices.length > 0 && !choices.includes(value)) throw new Error(`${name} offers no ${String(value)}`);
  const size = typeof value === 'string' ? value.length : Number(value);
  const [least, most] = typeof value === 'string' ? ['min_length', 'max_length'] : ['min_value', 'max_value'];
  if (size < Number(option[least] ?? -Infinity) || size > Number(option[most] ?? Infinity))
    throw new Error(`${name} is outside its limits: ${String(value)}`);
}

/** What arrives of a submitted modal. @throws Error where a person could not submit it so */
export function modalData(modal: ShownModal, values: Readonly<Record<string, string | readonly string[]>>): Json {
  const used = new Set<string>();
  const fill = (value: unknown): Json => {
    const one = objectOf(value);
    const id = textOf(one['custom_id']);
    const common = { type: one['type'], id: one['id'] ?? 0, custom_id: id };
    used.add(id);
    if (one['type'] === 4) {
      const typed = values[id] ?? textOf(one['value']);
      if (typeof typed !== 'string') throw new Error(`${id} takes a text`);
      if (typed === '' && one['required'] !== false) throw new Error(`${id} is required`);
      if (
        typed !== '' &&
        (typed.length < Number(one['min_length'] ?? 0) || typed.length > Number(one['max_length'] ?? 4000))
      )
        throw new Error(`${id} is outside its limits`);
      return { ...common, value: typed };
    }
    const options = listOf(one['options']).map(objectOf);
    const initial = options.filter((option) => option['default'] === true).map((option) => textOf(option['value']));
    const chosen = [values[id] ?? initial].flat();
    const foreign = chosen.find((each) => one['type'] === 3 && !options.some((option) => option['value'] === each));
    if (foreign !== undefined) throw new Error(`${id} has no option ${foreign}`);
    if (chosen.length === 0 && one['required'] !== false) throw new Error(`${id} is required`);
    if (chosen.length > Number(one['max_values'] ?? 1)) throw new Error(`${id} takes fewer`);
    return { ...common, values: chosen };
  };
  const components = modal.components.map(objectOf).flatMap((one): Json[] => {
    const common = { type: one['type'], id: one['id'] ?? 0 };
    if (one['type'] === 1) return [{ ...common, components: listOf(one['components']).map(fill) }];
    if (one['type'] === 18) return [{ ...common, component: fill(one['component']) }];
    return [common];
  });
  const unknown = Object.keys(values).find((id) => !used.has(id));
  if (unknown !== undefined) throw new Error(`the modal has no ${unknown}`);
  return { custom_id: modal.customId, components };
}
