/**
 * Do neighbours of a series resemble one another? Von Neumann's ratio (1941, Annals of Mathematical Statistics 12) in Young's form:
 * C = 1 - Σ (x_{i+1} - x_i)² / (2 Σ (x_i - mean)²), which without correlation has mean 0 and variance (n - 2) / (n² - 1) and is close to normal
 * from 8 values on (Fishman 1978, Principles of Discrete Event Simulation; Steiger & Wilson 2002, Management Science 48). One-sided: only
 * positive correlation makes an interval too narrow.
 *
 * @param residuals the series, less its mean
 * @returns true where C is so large that it is by chance in 1 % of cases
 */
export function areCorrelated(residuals: readonly number[]): boolean {
  const n = residuals.length;
  let squares = 0;
  let steps = 0;
  residuals.forEach((x, i) => {
    squares += x * x;
    if (i > 0) steps += (x - residuals[i - 1]) ** 2;
  });
  if (squares === 0) return false;
  return 1 - steps / (2 * squares) > NORMAL_99 * Math.sqrt((n - 2) / (n * n - 1));
}

/** The 99 % point of the normal distribution. */
const NORMAL_99 = 2.3263478740408408;
