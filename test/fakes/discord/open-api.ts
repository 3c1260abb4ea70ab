import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { isObject, objectOf } from '../values.ts';
import type { Json } from './types.ts';

const FILE = fileURLToPath(new URL('../../../../shared/specs/discord-openapi.json', import.meta.url));
const NUMBERS = ['int32', 'int64', 'float', 'double'];
const MOST_PROBLEMS = 5;

/** Discord's own description, where it lies beside the project. */
export const hasOpenApi = existsSync(FILE);

let loaded: Json | undefined;
const compiled = new Map<string, ValidateFunction | undefined>();

/**
 * What Discord's OpenAPI description finds wrong with a body; nothing where the description is absent.
 * @param name of the route, as `POST /channels/:channel/messages`
 */
export function problemsOf(name: string, body: unknown): readonly string[] {
  if (!hasOpenApi || body === undefined) return [];
  if (!compiled.has(name)) compiled.set(name, compileSchema(objectOf(operationOf(name)['requestBody'])));
  return found(compiled.get(name), body);
}

/**
 * The same of an answer that the fake itself gave.
 * @throws Error where the description knows no such answer
 */
export function problemsOfAnswer(name: string, status: number, body: unknown): readonly string[] {
  const response = objectOf(objectOf(operationOf(name)['responses'])[String(status)]);
  const validate = compileSchema(response);
  if (validate === undefined) throw new Error(`there is no answer ${status} of ${name}`);
  return found(validate, body);
}

function found(validate: ValidateFunction | undefined, body: unknown): readonly string[] {
  if (validate === undefined || validate(body)) return [];
  return (validate.errors ?? [])
    .slice(0, MOST_PROBLEMS)
    .map(({ instancePath, message }) => `by Discord's description ${instancePath || '/'} ${message ?? ''}`);
}

function operationOf(name: string): Json {
  loaded ??= objectOf(JSON.parse(readFileSync(FILE, 'utf8')));
  const [method = '', template = ''] = name.split(' ');
  const named = (path: string) => path.replace('@original', ':').replace(/:\w+|\{\w+\}/g, ':');
  const operation = Object.entries(objectOf(loaded['paths'])).find(([path]) => named(path) === named(template));
  return objectOf(objectOf(operation?.[1])[method.toLowerCase()]);
}

/** @param holder a request's body or a response, with its schema for JSON */
function compileSchema(holder: Json): ValidateFunction | undefined {
  const schema = objectOf(objectOf(holder['content'])['application/json'])['schema'];
  if (!isObject(schema)) return undefined;
  const ajv = new Ajv2020({ strict: false, validateFormats: true });
  ajv.addFormat('snowflake', /^(?:0|[1-9]\d{0,19})$/);
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
  ajv.addFormat('uri', /^[a-z][a-z0-9+.-]*:\S+$/i);
  ajv.addFormat('nonce', true);
  for (const format of NUMBERS) ajv.addFormat(format, true);
  return ajv.compile({ ...schema, components: objectOf(loaded)['components'] });
}
