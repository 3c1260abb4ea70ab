import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { UserError } from '../../src/errors.ts';

/**
 * Writes a file by way of a temporary one beside it, so that nobody ever reads half of it.
 *
 * @throws UserError where it cannot be written
 */
export function writeWhole(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, bytes);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UserError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
