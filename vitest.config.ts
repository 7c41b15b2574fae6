import { defineConfig } from 'vitest/config';

/** `npm test` runs `unit` (to be under a minute; 77 s on two idle cores when last measured); `npm run test:long` runs what takes a million jobs or draws and more. */
export default defineConfig({
  test: {
    // Two cores: by default one would be left idle.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.long.test.ts'],
          testTimeout: 60_000,
          // Starting a process and loading the modules anew for each file took a quarter of the time. test/architecture/shared-process.test.ts holds what it asks of a test.
          isolate: false,
        },
      },
      { test: { name: 'long', include: ['test/**/*.long.test.ts'], testTimeout: 1_200_000 } },
    ],
  },
});
