import type { Uniform } from '../../../src/sim/chance/stream.js';

/** Box & Muller (1958). */
export function standardNormal(stream: Uniform): number {
  return Math.sqrt(-2 * Math.log(1 - stream.double())) * Math.cos(2 * Math.PI * stream.double());
}
