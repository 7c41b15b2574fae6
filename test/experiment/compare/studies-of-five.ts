import { KimNelson } from '../../../src/experiment/compare/kim-nelson.js';
import { createStream } from '../../../src/sim/chance/stream.js';
import { standardNormal } from '../estimate/normal.js';

export interface Case {
  /** How much worse than the best each is, in δ. */
  readonly behind: readonly number[];
  /** Of what all have in common in a replication. */
  readonly common: number;
  /** With mean 0 and variance 1. */
  readonly noise: () => number;
}

/** Of so many studies of five designs: how often the best was selected, how often one less than δ behind it, and the replications of all designs together on average. */
export function studiesOfFive({ behind, common, noise }: Case, count: number): { best: number; good: number; replications: number } {
  let [best, good, replications] = [0, 0, 0];
  for (let study = 0; study < count; study++) {
    // Of unequal variances, and not equally near to what they have in common.
    const replication = (): number[] => {
      const shared = common * noise();
      return behind.map((worse, index) => worse + (0.8 + 0.1 * index) * shared + (1.5 + 0.5 * index) * noise());
    };
    const first = Array.from({ length: 20 }, replication);
    const race = new KimNelson(
      behind.map((_, index) => first.map((values) => values[index])),
      { difference: 1, better: 'lower', error: 0.05 },
    );
    while (!race.isDecided) {
      const values = replication();
      race.add((index) => values[index]);
    }
    const [selected] = race.remaining;
    if (behind[selected] === 0) best++;
    if (behind[selected] < 1) good++;
    for (let index = 0; index < behind.length; index++) replications += race.eliminated.get(index)?.replications ?? race.replications;
  }
  return { best, good, replications: Math.round(replications / count) };
}

export function normalNoise(seed: number): () => number {
  const stream = createStream(seed, 0, 'kim-nelson', 'normal');
  return () => standardNormal(stream);
}

export function exponentialNoise(seed: number): () => number {
  const stream = createStream(seed, 0, 'kim-nelson', 'exponential');
  return () => -Math.log(1 - stream.double()) - 1;
}
