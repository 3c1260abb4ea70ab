import { type Fault, startChatServer } from './chat-server.ts';
import { seededRandom } from './random.ts';
import { LONGEST_DELAY_MS, type ServerSetting } from './settings.ts';

const FAULTS: readonly Fault[] = ['cut after', 'cut before', '502 after', '502 before', '429', 'slow', 'late'];

/** Serves until it is killed. Writes its address on the first line. */
export async function serve({ seed, faultRate }: ServerSetting): Promise<void> {
  const random = seededRandom(seed);
  const { url } = await startChatServer(
    () => (random() < faultRate ? FAULTS[Math.floor(random() * FAULTS.length)]! : 'none'),
    () => random() * LONGEST_DELAY_MS,
  );
  process.stdout.write(`${url}\n`);
}
