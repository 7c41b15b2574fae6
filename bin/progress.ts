/** Milliseconds of work before a progress line is worth showing. */
const SHOWN_AFTER = 1000;
const REDRAWN_EACH = 100;
const PLAIN_EACH = 30_000;
const BAR_WIDTH = 10;

/**
 * One line on standard error, and only talk: wiped at the end, never part of the result. In CI one plain line each
 * 30 s instead. Wall-clock time decides when something is drawn, never what is computed.
 */
export class Progress {
  private readonly started = performance.now();
  private drawnAt = 0;
  private isDrawn = false;

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly isPlain: boolean,
  ) {}

  /** `done` replications of `asked`, a part of the present one included. */
  update(done: number, asked: number, note: string): void {
    const now = performance.now();
    const elapsed = now - this.started;
    if (this.isPlain) {
      if (now - Math.max(this.drawnAt, this.started) < PLAIN_EACH) return;
      this.drawnAt = now;
      this.stream.write(`${Math.floor(done)} of ${asked} replications, ${leftText(elapsed, done, asked)}\n`);
      return;
    }
    if (!this.stream.isTTY || elapsed < SHOWN_AFTER || now - this.drawnAt < REDRAWN_EACH) return;
    this.drawnAt = now;
    this.isDrawn = true;
    const filled = Math.round((done / asked) * BAR_WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
    this.stream.write(`\r\u001b[2K ${bar} ${Math.floor(done)} of ${asked} replications   ${note}   ${leftText(elapsed, done, asked)}`);
  }

  clear(): void {
    if (this.isDrawn) this.stream.write('\r\u001b[2K');
    this.isDrawn = false;
  }
}

function leftText(elapsed: number, done: number, asked: number): string {
  if (done <= 0) return 'starting';
  const seconds = Math.ceil(((elapsed / done) * (asked - done)) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} left`;
}
