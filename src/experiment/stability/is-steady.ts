import type { Scenario } from '../../scenario/scenario.js';
import type { Replication } from '../observation/replication.js';
import { judgeStability } from './judge-stability.js';

/** Does it come to rest? What does not shows no stationary part: samples that are compared with it need not wait for its warm-up. */
export function isSteady(scenario: Scenario, replications: readonly Replication[]): boolean {
  const { growth_per_s: growth, stations } = judgeStability(scenario, replications).stability;
  return growth === null && !stations.some(({ verdict }) => verdict === 'unstable');
}
