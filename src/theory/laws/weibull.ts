import { requirePositive } from '../numeric/check.js';
import { logGamma, lowerGamma } from '../numeric/gamma.js';
import { integrate } from '../numeric/integrate.js';
import { completeLaw, type KnownLaw } from './known-law.js';

/** P(X > x) = exp(-(x/scale)^shape). */
export function weibullLaw(shape: number, scale: number): KnownLaw {
  requirePositive('The shape', shape);
  requirePositive('The scale', scale);
  const moment = (order: number): number => scale ** order * Math.exp(logGamma(1 + order / shape));
  const hazard = (x: number): number => (x / scale) ** shape;
  return completeLaw({
    name: 'weibull',
    mean: moment(1),
    secondMoment: moment(2),
    thirdMoment: moment(3),
    variance: moment(2) - moment(1) ** 2,
    least: 0,
    most: Infinity,
    density: (x) => (x <= 0 ? 0 : (shape / x) * hazard(x) * Math.exp(-hazard(x))),
    distribution: (x) => (x <= 0 ? 0 : -Math.expm1(-hazard(x))),
    tail: (x) => (x <= 0 ? 1 : Math.exp(-hazard(x))),
    partialMoment: (order, x) => (x <= 0 ? 0 : moment(order) * lowerGamma(1 + order / shape, hazard(x))),
    transformComplement: (s) => (s === 0 ? 0 : integrate((u) => -Math.expm1(-s * scale * u ** (1 / shape)) * Math.exp(-u), 0, Infinity)),
  });
}
