import { createAnswerer } from '../src/answers/answer.ts';
import { UserError } from '../src/errors.ts';
import { createSearchEngine } from '../src/search/search-engine.ts';
import { evalAnswer } from './eval/answer.ts';
import { evalSearch } from './eval/search.ts';
import { evalTrending } from './eval/trending.ts';
import { shippedResources } from './shipped-resources.ts';

const USAGE =
  'usage: npm run -s eval -- search --corpus FILE --queries FILE, or answer --questions FILE, or answer --report DIR, or trending --days FILE';

const [what, ...args] = process.argv.slice(2);
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

try {
  switch (what) {
    case 'search':
      evalSearch(args, print, createSearchEngine(shippedResources()));
      break;
    case 'answer':
      evalAnswer(args, print, createAnswerer(shippedResources()));
      break;
    case 'trending':
      evalTrending(args, print);
      break;
    default:
      throw new UserError(USAGE);
  }
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
