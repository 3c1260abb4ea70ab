import { memoryEvents, memoryInbox } from '../adapters/store/memory.ts';
import { eventStoreContract } from './contract/event-store.ts';
import { storeContract } from './contract/store.ts';
import { ENGINES, titleOf } from './contract/store-engines.ts';

for (const engine of ENGINES) {
  storeContract(engine);
  eventStoreContract({
    title: `on ${titleOf(engine)}`,
    absent: engine.absent,
    async open() {
      const ground = await engine.ground();
      return { first: await ground.open(), second: await ground.open(), close: () => ground.clear() };
    },
  });
}

eventStoreContract({
  title: 'in memory',
  async open() {
    const events = memoryEvents();
    const process = { events, inbox: memoryInbox(events) };
    return { first: process, second: process, close: async () => {} };
  },
});
