#!/usr/bin/env node
import { commandLine } from './command-line.js';
import { exitCodes } from './exit-codes.js';
import { version } from '../src/experiment/version.js';
import { inlineMore } from '../src/node/inlining.js';

// A reader that has seen enough (`| head`) is no failure of ours; a full disk is told in a line.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.met);
  process.stderr.write(`standard output: ${error.code === 'ENOSPC' ? 'the disk is full' : error.message} (exit 1)\n`);
  process.exit(exitCodes.internal);
});
// Standard error is only talk: the result and the exit code do not depend on it.
process.stderr.on('error', () => undefined);

inlineMore();
// Whatever is wrong inside is code 1 with its stack, never a half-written result.
commandLine(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(
      `queuelab ${version} failed, and that is our fault:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n(exit 1)\n`,
    );
    process.exitCode = exitCodes.internal;
  },
);
