import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/property-seed.ts'],
    testTimeout: 20_000,
    // no module keeps what a test could leave behind, and loading all of them for each file takes a quarter of the time
    isolate: false,
    // most tests wait for sockets, processes and databases, so that no core needs to be left free
    maxWorkers: '100%',
  },
});
