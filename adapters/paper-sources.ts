import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock, Log, PaperSource } from '../src/ports.ts';
import type { SourcesConfig } from './config-sources.ts';
import { PROJECT_ROOT, readDataFile } from './data-files.ts';
import { pause } from './service.ts';
import { createPage } from './sources/page.ts';
import { createSources } from './sources/sources.ts';

const PAGE = 'hf-papers-page.txt';
const Package = z.object({ version: z.string(), homepage: z.string().optional() });

/** The page that ships, which is asked nobody for. */
export function shippedPage(clock: Clock): PaperSource {
  return createPage({ name: `data/${PAGE}`, read: () => readDataFile(PAGE), clock });
}

/**
 * The sources of the network that the configuration asks for.
 *
 * @param followed arXiv ids of older papers whose votes are still of interest
 */
export function networkSources(
  config: SourcesConfig,
  clock: Clock,
  log: Log,
  followed?: () => readonly string[],
): readonly PaperSource[] {
  const { version, homepage } = Package.parse(JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')));
  return createSources({ ...config, followed, version, homepage, clock, log, sleep: pause, random: Math.random });
}
