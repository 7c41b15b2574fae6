import { lowerGamma, upperGamma } from './gamma.js';

/** P(Z <= z) of a standard normal variable, by the incomplete gamma function (DLMF 7.11.1); small values keep their digits. */
export function normalDistribution(z: number): number {
  const half = (z * z) / 2;
  return z < 0 ? upperGamma(0.5, half) / 2 : (1 + lowerGamma(0.5, half)) / 2;
}
