import { requirePositive } from '../numeric/check.js';
import { integrate } from '../numeric/integrate.js';
import { completeLaw, type KnownLaw } from './known-law.js';

/** P(X > x) = (low/x)^shape from `low` on; a mean exists for shape > 1, which is asked for. The second moment is infinite up to shape 2. */
export function paretoLaw(shape: number, low: number): KnownLaw {
  requirePositive('The least value', low);
  if (!(shape > 1 && shape < Infinity)) throw new RangeError(`A Pareto law of shape ${shape} has no mean: the shape must be above 1.`);
  return boundedParetoLaw(shape, low, Infinity);
}

/** The Pareto law, given that it does not exceed `high` (> low): density ∝ x^(-shape - 1) between the two. Any shape > 0 where high is finite. */
export function boundedParetoLaw(shape: number, low: number, high: number): KnownLaw {
  requirePositive('The shape', shape);
  requirePositive('The least value', low);
  if (!(high > low)) throw new RangeError(`The greatest value must exceed the least one, ${low}; it is ${high}.`);
  // 1 - (low/high)^shape, the mass that the bound leaves.
  const kept = high === Infinity ? 1 : -Math.expm1(shape * Math.log(low / high));
  const moment = (order: number, x: number): number => (x <= low ? 0 : (low ** order * powerIntegral(shape - order, shape, x / low)) / kept);
  const full = (order: number): number => moment(order, high);
  const variance = full(2) - full(1) ** 2;
  const density = (x: number): number => (x < low || x > high ? 0 : ((shape / x) * Math.exp(shape * Math.log(low / x))) / kept);
  const tail = (x: number): number => {
    if (x <= low) return 1;
    if (x >= high) return 0;
    const free = Math.exp(shape * Math.log(low / x));
    return high === Infinity ? free : (free * -Math.expm1(shape * Math.log(x / high))) / kept;
  };
  return completeLaw({
    name: high === Infinity ? 'pareto' : 'bounded-pareto',
    mean: full(1),
    secondMoment: full(2),
    thirdMoment: full(3),
    variance,
    least: low,
    most: high,
    density,
    distribution: (x) => (x <= low ? 0 : x >= high ? 1 : -Math.expm1(shape * Math.log(low / x)) / kept),
    tail,
    partialMoment: (order, x) => moment(order, Math.min(x, high)),
    // s ∫ e^(-sx) P(X > x) dx, the part below low in closed form; x = low e^u, so that many powers of ten are no trouble.
    transformComplement: (s) =>
      s === 0
        ? 0
        : -Math.expm1(-s * low) +
          integrate(
            (u) => {
              const x = low * Math.exp(u);
              return x === Infinity ? 0 : s * x * Math.exp(-s * x) * tail(x);
            },
            0,
            high === Infinity ? Infinity : Math.log(high / low),
          ),
  });
}

/** shape ∫_1^r y^(-exponent - 1) dy: shape (1 - r^-exponent)/exponent, also where the exponent is 0 or negative. */
function powerIntegral(exponent: number, shape: number, r: number): number {
  if (r === Infinity) return exponent > 0 ? shape / exponent : Infinity;
  const y = exponent * Math.log(r);
  return shape * Math.log(r) * (y === 0 ? 1 : -Math.expm1(-y) / y);
}
