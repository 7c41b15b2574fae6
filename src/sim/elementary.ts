/**
 * The only place of the engine and the catalogue that calls the transcendental functions of Math. ECMAScript leaves their last digit to
 * the implementation; should two platforms ever differ, a portable version goes here and results are byte-identical again.
 * (Math.sqrt, like + and ×, is exactly rounded everywhere by IEEE 754; it stands here for completeness.)
 */

/** Natural logarithm. */
export const log = (x: number): number => Math.log(x);

/** log(1 + x), exact for small x. */
export const log1p = (x: number): number => Math.log1p(x);

/** e to the power x. */
export const exp = (x: number): number => Math.exp(x);

/** exp(x) - 1, exact for small x. */
export const expm1 = (x: number): number => Math.expm1(x);

/** Cosine of an angle in radians. */
export const cos = (x: number): number => Math.cos(x);

/** base to the power exponent. */
export const pow = (base: number, exponent: number): number => Math.pow(base, exponent);

/** Square root. */
export const sqrt = (x: number): number => Math.sqrt(x);
