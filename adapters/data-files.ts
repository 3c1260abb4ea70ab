import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with package.json, above this file as a source and as compiled. */
export const PROJECT_ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder)
    throw new Error('The project folder was not found: there is no package.json above the program.');
  return findRoot(above);
}

/** A file of `data/`, which ships with the project. */
export function readDataFile(name: 'hf-papers-page.txt' | 'papers-256.q4.bin' | 'lexicon.txt' | 'hints.txt'): Buffer {
  return readFileSync(join(PROJECT_ROOT, 'data', name));
}
