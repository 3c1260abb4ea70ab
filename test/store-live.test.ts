import { ENGINES } from './contract/store-engines.ts';
import { liveStoreContract } from './contract/store-live.ts';
import { signalStoreContract } from './contract/store-signals.ts';

for (const engine of ENGINES) {
  liveStoreContract(engine);
  signalStoreContract(engine);
}
