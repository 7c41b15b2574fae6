/**
 * Joins the compiled command line into a few files, dist/cli/: Node opens some hundred modules in 0.25 s, which is more than a small scenario takes to run.
 * What is only needed for charts stays in files of its own, and packages stay outside.
 */
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist/cli', { recursive: true, force: true });
await build({
  entryPoints: [
    { in: 'dist/bin/queuelab.js', out: 'queuelab' },
    // What a worker thread opens, found beside the file that starts it (src/node/workers/worker-pool.ts).
    { in: 'dist/src/node/workers/worker.js', out: 'worker' },
  ],
  outdir: 'dist/cli',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});

// What makes the HTML report look and move (src/report/html/client), one script and one style sheet, put into each report.
rmSync('dist/page', { recursive: true, force: true });
await build({
  entryPoints: ['src/report/html/client/main.ts', 'src/report/html/client/page.css'],
  outdir: 'dist/page',
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: ['chrome110', 'firefox115', 'safari16'],
  legalComments: 'eof',
  charset: 'utf8',
  logLevel: 'warning',
});
