import { sqrt } from '../elementary.js';

/**
 * The two phases of a hyperexponential law with balanced means, p1·m1 = p2·m2 = mean/2 (Whitt 1982, Approximating a point process by a
 * renewal process): p1 = (1 + sqrt((cv² - 1)/(cv² + 1)))/2. At cv = 1 both phases are alike, and the law is exponential.
 *
 * @param cv standard deviation over mean, at least 1
 */
export function balancedMeans(mean: number, cv: number): { firstShare: number; firstMean: number; secondMean: number } {
  const square = cv * cv;
  const tilt = sqrt((square - 1) / (square + 1));
  return { firstShare: (1 + tilt) / 2, firstMean: mean / (1 + tilt), secondMean: mean / (1 - tilt) };
}
