import { lawMean } from '../sim/chance/moments.js';
import type { ComponentDeclaration } from '../scenario/scenario.js';

/** Why no formula knows a component whose servers come and go, as a sentence; null: they do not, or it makes no difference. */
export function fleetWithoutFormula({ name, serverless, scale }: ComponentDeclaration): string | null {
  // Without a cold start an environment is a server that is always there: a loss system.
  if (serverless !== null && lawMean(serverless.coldStart) > 0) return `whether a call of ${name} starts an environment depends on the calls before it`;
  if (scale !== null) return `the number of instances of ${name} follows the load`;
  return null;
}
