export interface GradientSettings {
  readonly initial: number;
  readonly least: number;
  readonly most: number;
  readonly tolerance: number;
  readonly queue: number;
  readonly smoothing: number;
}

/** As the library has them: a look every second, at ten responses or more; the long mean over 600 looks, a plain mean of the first ten. */
const WINDOW = 1;
const WINDOW_LEAST = 10;
const LONG = 600;
const LONG_FIRST = 10;

/**
 * The number of jobs inside that responses allow, after Gradient2 of Netflix concurrency-limits (2018). Every second
 *
 *   gradient = max(1/2, min(1, tolerance · long / short)),   limit ← (1 - smoothing) · limit + smoothing · (gradient · limit + queue),
 *
 * where `short` is the mean response time of that second and `long` their exponential mean: the limit grows by up to `queue` while responses take as
 * long as they did, and shrinks by half at most while a queue makes them longer. It stays while fewer than half of it are inside.
 */
export class GradientLimit {
  value: number;
  private long = 0;
  private looks = 0;
  private sum = 0;
  private count = 0;
  private insideMost = 0;
  private windowEnd = WINDOW;

  constructor(private readonly settings: GradientSettings) {
    this.value = settings.initial;
  }

  /** A response took so many seconds, and so many jobs were inside when it ended. */
  observe(now: number, response: number, inside: number): void {
    this.sum += response;
    this.count++;
    this.insideMost = Math.max(this.insideMost, inside);
    if (now < this.windowEnd || this.count < WINDOW_LEAST) return;
    this.look(this.sum / this.count, this.insideMost);
    this.sum = 0;
    this.count = 0;
    this.insideMost = 0;
    this.windowEnd = now + WINDOW;
  }

  /** What it has learned is lost. */
  clear(): void {
    this.value = this.settings.initial;
    this.long = 0;
    this.looks = 0;
    this.sum = 0;
    this.count = 0;
    this.insideMost = 0;
  }

  private look(short: number, inside: number): void {
    const { tolerance, queue, smoothing, least, most } = this.settings;
    this.looks++;
    const weight = this.looks <= LONG_FIRST ? 1 / this.looks : 2 / (LONG + 1);
    this.long += (short - this.long) * weight;
    if (short === 0 || inside < this.value / 2) return;
    const ratio = this.long / short;
    // Back from an overload: the long mean forgets it sooner.
    if (ratio > 2) this.long *= 0.95;
    const gradient = Math.max(0.5, Math.min(1, tolerance * ratio));
    const next = (1 - smoothing) * this.value + smoothing * (gradient * this.value + queue);
    this.value = Math.max(least, Math.min(most, next));
  }
}
