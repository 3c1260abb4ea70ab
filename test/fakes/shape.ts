import { isObject } from './values.ts';

/** Adds what is wrong with a value to the problems, each with the JSON pointer to it as Slack gives it. */
export type Shape = (value: unknown, path: string, problems: string[]) => void;

const at = (path: string) => `[json-pointer:${path}]`;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** A text of `least` to `most` UTF-16 units. */
export function text(most: number, least = 1): Shape {
  return (value, path, problems) => {
    if (typeof value !== 'string') return void problems.push(`must be a string ${at(path)}`);
    if (value.length > most) problems.push(`must be less than ${most + 1} characters ${at(path)}`);
    if (value.length < least) problems.push(`must be more than ${least - 1} characters ${at(path)}`);
    if (LONE_SURROGATE.test(value)) problems.push(`must be valid Unicode ${at(path)}`);
  };
}

export function matching(pattern: RegExp, what: string, most = 3000): Shape {
  return (value, path, problems) => {
    text(most)(value, path, problems);
    if (typeof value === 'string' && !pattern.test(value)) problems.push(`must be ${what} ${at(path)}`);
  };
}

export const url = matching(/^[a-z][a-z0-9+.-]*:[^\s<>|]+$/i, 'a valid URL');

export function oneOf(...values: readonly unknown[]): Shape {
  return (value, path, problems) => {
    if (!values.includes(value)) problems.push(`must be one of ${values.join(', ')} ${at(path)}`);
  };
}

export const flag = oneOf(true, false);

export const number: Shape = (value, path, problems) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) problems.push(`must be a number ${at(path)}`);
};

/** Anything. */
export const anything: Shape = () => {};

export function list(least: number, most: number, item: Shape): Shape {
  return (value, path, problems) => {
    if (!Array.isArray(value)) return void problems.push(`must be an array ${at(path)}`);
    if (value.length > most) problems.push(`no more than ${most} items allowed ${at(path)}`);
    if (value.length < least) problems.push(`no less than ${least} items allowed ${at(path)}`);
    for (const [i, one] of value.entries()) item(one, `${path}/${i}`, problems);
  };
}

/** An object with these keys and no others. */
export function object(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  return (value, path, problems) => {
    if (!isObject(value)) return void problems.push(`must be an object ${at(path)}`);
    for (const name of Object.keys(required))
      if (value[name] === undefined) problems.push(`missing required field: ${name} ${at(path)}`);
    for (const [name, inner] of Object.entries(value)) {
      const shape = required[name] ?? optional[name];
      if (shape === undefined) problems.push(`invalid additional property: ${name} ${at(path)}`);
      else if (inner !== undefined) shape(inner, `${path}/${name}`, problems);
    }
  };
}

/** An object whose `type` names its shape. */
export function byType(shapes: () => Readonly<Record<string, Shape>>): Shape {
  return (value, path, problems) => {
    const type = isObject(value) ? String(value['type']) : '';
    const shape = shapes()[type];
    if (shape === undefined) problems.push(`unsupported type: ${type} ${at(`${path}/type`)}`);
    else shape(value, path, problems);
  };
}

/** Both. */
export function all(...shapes: readonly Shape[]): Shape {
  return (value, path, problems) => {
    for (const shape of shapes) shape(value, path, problems);
  };
}

/** What an object may have besides its parts. */
export function must(holds: (value: Readonly<Record<string, unknown>>) => boolean, problem: string): Shape {
  return (value, path, problems) => {
    if (isObject(value) && !holds(value)) problems.push(`${problem} ${at(path)}`);
  };
}
