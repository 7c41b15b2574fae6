import { requirePositive } from '../numeric/check.js';
import { logGamma, lowerGamma, upperGamma } from '../numeric/gamma.js';
import { completeLaw, type KnownLaw } from './known-law.js';

/** Gamma law by mean and shape (> 0): density ∝ x^(shape - 1) e^(-x shape/mean), squared coefficient of variation 1/shape. */
export function gammaLaw(mean: number, shape: number, name = 'gamma'): KnownLaw {
  requirePositive('The mean', mean);
  requirePositive('The shape', shape);
  const scale = mean / shape;
  const constant = -logGamma(shape) - Math.log(scale);
  const moments = [1, mean, mean * (mean + scale)];
  return completeLaw({
    name,
    mean,
    secondMoment: moments[2],
    thirdMoment: moments[2] * (mean + 2 * scale),
    variance: mean * scale,
    least: 0,
    most: Infinity,
    density: (x) => (x <= 0 ? (shape === 1 && x === 0 ? 1 / scale : 0) : Math.exp((shape - 1) * Math.log(x / scale) - x / scale + constant)),
    distribution: (x) => lowerGamma(shape, x / scale),
    tail: (x) => upperGamma(shape, x / scale),
    partialMoment: (order, x) => moments[order] * lowerGamma(shape + order, x / scale),
    transform: (s) => Math.exp(-shape * Math.log1p(s * scale)),
    transformComplement: (s) => -Math.expm1(-shape * Math.log1p(s * scale)),
  });
}
