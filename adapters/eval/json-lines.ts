import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { z } from 'zod';
import { UserError } from '../../src/errors.ts';

/**
 * Reads JSON lines, plain or gzipped.
 *
 * @throws UserError naming the file, and the line that is not as the schema wants it
 */
export function readJsonLines<T>(file: string, schema: z.ZodType<T>): T[] {
  if (!existsSync(file)) throw new UserError(`There is no file ${file}.`);
  const rows: T[] = [];
  readText(file)
    .split('\n')
    .forEach((line, i) => {
      if (line.trim() === '') return;
      const parsed = schema.safeParse(parseJson(line));
      if (!parsed.success)
        throw new UserError(
          `${file}, line ${i + 1}: ${parsed.error.issues[0]?.path.join('.') || 'the line'} is not as it should be.`,
        );
      rows.push(parsed.data);
    });
  if (rows.length === 0) throw new UserError(`${file} is empty.`);
  return rows;
}

function readText(file: string): string {
  try {
    const bytes = readFileSync(file);
    return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
