import { exitCodes } from './exit-codes.js';

/** Ctrl-C: first after the replications under way, then at once. */
export class Interrupt {
  private count = 0;
  private readonly listener = (): void => {
    this.count++;
    this.onFirst(this.count);
  };

  constructor(private readonly onFirst: (count: number) => void) {
    process.on('SIGINT', this.listener);
    process.on('SIGTERM', this.listener);
  }

  get stop(): 'no' | 'after-replication' | 'now' {
    return this.count === 0 ? 'no' : this.count === 1 ? 'after-replication' : 'now';
  }

  close(): void {
    process.off('SIGINT', this.listener);
    process.off('SIGTERM', this.listener);
  }
}

/** Says that nothing came of it. Returns the exit code. */
export function interruptedBefore(what: string): number {
  process.stderr.write(`interrupted before ${what} had ended; nothing was written (exit ${exitCodes.interrupted})\n`);
  return exitCodes.interrupted;
}
