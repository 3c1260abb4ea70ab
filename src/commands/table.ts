import { ask } from './ask.ts';
import type { Command } from './command.ts';
import { digest } from './digest.ts';
import { help } from './help.ts';
import { preview } from './preview.ts';
import { search } from './search.ts';
import { share } from './share.ts';
import { show } from './show.ts';
import { similar } from './similar.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { trending } from './trending.ts';
import { unsubscribe } from './unsubscribe.ts';
import { whyNot } from './why-not.ts';

/** Every command there is. Parsing, help, completion and each platform's registration derive from this table. */
export const COMMANDS: readonly Command[] = [
  search,
  show,
  similar,
  trending,
  ask,
  digest,
  whyNot,
  preview,
  subscribe,
  subscriptions,
  unsubscribe,
  share,
  help,
];
