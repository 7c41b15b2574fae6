import type { Tail } from '../answer.js';

export interface Tails {
  readonly waitTail: Tail;
  readonly responseTail: Tail;
}

/**
 * Tails where P(wait > t) = waitProbability e^(-decay t) and the service, independent of the wait, is exponential with rate `serviceRate`:
 * P(response > t) = e^(-μt) + waitProbability μ' (e^(-μt) - e^(-θt)) with μ' = μ/(θ - μ), written so that it also holds where θ is close to μ.
 */
export function exponentialTails(waitProbability: number, decay: number, serviceRate: number): Tails {
  const gap = decay - serviceRate;
  return {
    waitTail: (t) => (t < 0 ? 1 : waitProbability * Math.exp(-decay * t)),
    responseTail: (t) => {
      if (t <= 0) return 1;
      // (e^-μt - e^-θt)/gap by the smaller of the two exponents, without overflow.
      const difference =
        gap === 0 ? t * Math.exp(-serviceRate * t) : (-Math.expm1(-Math.abs(gap) * t) / Math.abs(gap)) * Math.exp(-Math.min(serviceRate, decay) * t);
      return Math.exp(-serviceRate * t) + waitProbability * serviceRate * difference;
    },
  };
}
