/**
 * ∫ f from `from` to `to` (`to` may be Infinity): double exponential quadrature (Takahasi & Mori 1974), which bears singular ends and tails
 * like x^-1.2. Halves its step until two answers agree to 1e-13; throws where they do not agree to 1e-9 in the end.
 * `scale`: where the integrand lives when `to` is Infinity, e.g. the mean of a law.
 */
export function integrate(f: (x: number) => number, from: number, to: number, scale = 1): number {
  if (to <= from) return 0;
  const point = to === Infinity ? halfLine(f, from, scale) : segment(f, from, to);
  let step = 0.5;
  let sum = point(0);
  for (let t = step; t < LARGEST; t += step) sum += point(t) + point(-t);
  let value = sum * step;
  for (let level = 1; level < 13; level++) {
    let added = 0;
    for (let t = step / 2; t < LARGEST; t += step) added += point(t) + point(-t);
    sum += added;
    step /= 2;
    const next = sum * step;
    const change = Math.abs(next - value);
    value = next;
    if (level >= 3 && change <= 1e-13 * Math.abs(next)) return value;
    if (level === 12 && change > 1e-9 * Math.abs(next))
      throw new RangeError(`The integral from ${from} to ${to} does not converge: ${value}, last change ${change}.`);
  }
  return value;
}

/**
 * ∫ f over the stretches between ascending `cuts` (>= 0, the last may be Infinity), at which f may jump or bend. A stretch of many powers of ten, or from a
 * positive cut to Infinity, is taken in the logarithm.
 */
export function integratePieces(f: (x: number) => number, cuts: readonly number[], scale = 1): number {
  let sum = 0;
  for (let i = 1; i < cuts.length; i++) {
    const from = cuts[i - 1];
    const to = cuts[i];
    if (from > 0 && to > 1e3 * from) {
      const inLogarithm = (u: number): number => {
        const x = from * Math.exp(u);
        return x < Infinity ? f(Math.min(x, to)) * x : 0;
      };
      sum += integrate(inLogarithm, 0, to === Infinity ? Infinity : Math.log(to / from));
    } else sum += integrate(f, from, to, scale);
  }
  return sum;
}

/** e^(π sinh t) is about 1e±220 here. */
const LARGEST = 5.75;

/** x = from + scale e^(π/2 sinh t). */
function halfLine(f: (x: number) => number, from: number, scale: number): (t: number) => number {
  return (t) => {
    const distance = scale * Math.exp((Math.PI / 2) * Math.sinh(t));
    return f(from + distance) * distance * (Math.PI / 2) * Math.cosh(t);
  };
}

/** x = middle + half tanh(π/2 sinh t), reckoned from the nearer end. */
function segment(f: (x: number) => number, from: number, to: number): (t: number) => number {
  const length = to - from;
  return (t) => {
    const q = Math.exp(-Math.PI * Math.abs(Math.sinh(t)));
    const share = q / (1 + q);
    const weight = (length * Math.PI * Math.cosh(t) * q) / ((1 + q) * (1 + q));
    if (weight === 0) return 0;
    const x = t < 0 ? from + length * share : to - length * share;
    return x <= from || x >= to ? 0 : f(x) * weight;
  };
}
