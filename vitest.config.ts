import { defineConfig } from 'vitest/config';

const lessons = ['test/systems/**/!(lessons-asked).long.test.ts', 'test/docs/**/*.long.test.ts'];

/**
 * `npm run test:browser` opens the HTML report in a browser, and skips where there is none.
 * `npm test` runs `unit`, in about a minute on two idle cores with the build; `npm run test:long` runs what takes longer, by a million jobs or draws, or many processes; `npm run test:lessons`
 * recomputes each number of each lesson on five seeds, and what the documents show.
 * A unit test asks the command line without a process (`queuelab` in test/bin/cli.ts), and takes the quick size of what a long test does in full, where there is one.
 */
export default defineConfig({
  test: {
    // Two cores: by default one would be left idle.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.long.test.ts', 'test/browser/**'],
          testTimeout: 60_000,
          // Starting a process and loading the modules anew for each file took a quarter of the time. test/architecture/shared-process.test.ts holds what it asks of a test.
          isolate: false,
        },
      },
      { test: { name: 'long', include: ['test/**/*.long.test.ts'], exclude: lessons, testTimeout: 1_200_000, hookTimeout: 120_000 } },
      { test: { name: 'browser', include: ['test/browser/**/*.browser.test.ts'], testTimeout: 120_000 } },
      { test: { name: 'lessons', include: lessons, testTimeout: 1_200_000 } },
    ],
  },
});
