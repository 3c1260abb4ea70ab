import { storeContract } from './contract/store.ts';
import { ENGINES } from './contract/store-engines.ts';

for (const engine of ENGINES) storeContract(engine);
