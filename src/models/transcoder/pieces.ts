/** One chunk of a video in one rendition: what one worker does at a time. */
export interface PieceOfWork {
  /** Both from 0. */
  readonly chunk: number;
  readonly rendition: number;
  /** CPU seconds on a worker that is not slow. */
  readonly time: number;
}

export interface Cutting {
  /** Seconds; Infinity: the whole video is one chunk. */
  readonly chunk: number;
  /** CPU seconds per video second of each rendition. */
  readonly costs: readonly number[];
  /** CPU seconds that every chunk but the first costs more, in each rendition. */
  readonly overhead: number;
}

/** How many chunks a video of so many seconds gives: all of the same length, the last one shorter. At least one. */
export function chunksOf(length: number, chunk: number): number {
  // 30 s and 10 s are 3 chunks, also where the length is 30.000000000000004 s.
  return chunk === Infinity ? 1 : Math.max(1, Math.ceil(length / chunk - 1e-9));
}

/** All pieces of a video, rendition by rendition. Their times add up to length × Σ costs + overhead × (chunks - 1) × renditions. */
export function cut(length: number, { chunk, costs, overhead }: Cutting): PieceOfWork[] {
  const chunks = chunksOf(length, chunk);
  const last = chunks === 1 ? length : length - (chunks - 1) * chunk;
  const pieces: PieceOfWork[] = [];
  for (let rendition = 0; rendition < costs.length; rendition++) {
    for (let index = 0; index < chunks; index++) {
      const video = index === chunks - 1 ? last : chunk;
      pieces.push({ chunk: index, rendition, time: costs[rendition] * video + (index === 0 ? 0 : overhead) });
    }
  }
  return pieces;
}

/** Which of two pieces of a video waits before the other; 0: rendition by rendition, as they were cut. */
type Comparison = (left: PieceOfWork, right: PieceOfWork) => number;

/** In which order the pieces of a video queue up. */
export const orders: Readonly<Record<string, Comparison>> = {
  'rendition-first': () => 0,
  'chunk-first': (left, right) => left.chunk - right.chunk,
  /** The longest processing time first (Graham 1969). */
  'longest-first': (left, right) => right.time - left.time,
  'shortest-first': (left, right) => left.time - right.time,
};
