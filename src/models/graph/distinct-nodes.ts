import type { Uniform } from '../../sim/chance/stream.js';

/** Gives so many different nodes at random, without one of them (-1: none is left out). */
export type ChooseNodes = (count: number, without: number, take: (node: number) => void) => void;

export function distinctNodes(nodes: number, uniform: Uniform): ChooseNodes {
  /** The number of the round in which the node was chosen last. */
  const chosen = new Int32Array(nodes);
  let round = 0;
  return (count, without, take) => {
    const others = nodes - (without < 0 ? 0 : 1);
    if (2 * count > others) {
      // Selection sampling (Knuth, algorithm S): one pass over all.
      let left = Math.min(count, others);
      let unseen = others;
      for (let node = 0; left > 0; node++) {
        if (node === without) continue;
        if (uniform.double() * unseen < left) {
          take(node);
          left--;
        }
        unseen--;
      }
      return;
    }
    round++;
    for (let taken = 0; taken < count;) {
      const node = Math.floor(uniform.double() * nodes);
      if (node === without || chosen[node] === round) continue;
      chosen[node] = round;
      take(node);
      taken++;
    }
  };
}
