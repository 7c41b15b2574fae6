import type { Law } from '../sim/chance/law.js';
import { lawMean } from '../sim/chance/moments.js';
import { renditionsOf } from '../scenario/renditions.js';
import type { ComponentDeclaration, OperationReference, Scenario } from '../scenario/scenario.js';
import type { KnownLaw } from '../theory/laws/index.js';
import { doubted, type Expected, none, once, scaled } from './expected.js';
import { knownLaw } from './known-law.js';
import type { Ends, Found } from './walk.js';

/**
 * What one encode asks of the workers, as far as it follows from the scenario: E[work] = E[factor] (Σ cost E[length] + overhead × renditions × E[chunks - 1]),
 * and, where workers are lost in a share p of executions at a uniform moment, half a piece more for each of the p / (1 - p) losses of a piece.
 * For the makespan there is no formula: who waits for whom is scheduling.
 */
export function encodeEnds(scenario: Scenario, component: ComponentDeclaration, found: Found): Ends {
  const { settings, name } = component;
  const renditions = renditionsOf(component);
  const canLose = settings['lost'] !== null || settings['lostAfter'] !== null;
  const canFail = canLose && settings['attempts'] !== Infinity;
  const doubt = canFail ? `${name} can give a video up` : null;
  found.work({ law: 'constant', value: 1 }, null, encodeWork(scenario, component, doubt));
  const published = settings['published'] as unknown as OperationReference | null;
  if (published !== null) found.visit(published, doubted(scaled(once, renditions.length), doubt));
  return { through: doubted(once, doubt), outcomes: new Map(), loose: doubt === null ? new Map() : new Map([['failed', doubt]]) };
}

/** Seconds of workers for one encode. */
function encodeWork(scenario: Scenario, component: ComponentDeclaration, doubt: string | null): Expected {
  const { settings, name } = component;
  const renditions = renditionsOf(component);
  const { key, attribute } = settings['length'] as { key: string; attribute: string };
  const length = lengthOf(scenario, key, attribute);
  if ('obstacle' in length) return doubted(none, length.obstacle);
  const cuts = settings['chunk'] === null ? 0 : meanCuts(length.law, settings['chunk'] as number);
  const slowest = settings['slowest'] as { law: Law } | null;
  const lost = (settings['lost'] as number | null) ?? 0;
  const cost = renditions.reduce((sum, one) => sum + one.cost, 0);
  const plainly = cost * length.law.mean + (settings['overhead'] as number) * renditions.length * cuts;
  const again = lost === 0 ? 1 : 1 + lost / (2 * (1 - lost));
  return doubted({ ...once, mean: plainly * (slowest === null ? 1 : lawMean(slowest.law)) * again }, doubt ?? stateOf(settings, name));
}

/** Why the work of the pieces is not theirs alone. */
function stateOf(settings: ComponentDeclaration['settings'], name: string): string | null {
  if (settings['backup'] !== null) return `how many pieces ${name} begins twice depends on its queue`;
  if (settings['lostAfter'] !== null) return `how much ${name} does again depends on the lengths of its pieces`;
  const slowest = settings['slowest'] as { law: Law } | null;
  return slowest?.law.law === 'sequence' ? `the slow workers of ${name} follow a fixed sequence` : null;
}

function lengthOf({ keys }: Scenario, key: string, attribute: string): { readonly law: KnownLaw } | { readonly obstacle: string } {
  const declared = keys.find((one) => one.name === key);
  const source = declared?.attributes.find((one) => one.name === attribute)?.source;
  if (declared?.source.from !== 'new' || source?.from !== 'law') return { obstacle: `how long the videos are depends on which items of ${key} come` };
  const law = knownLaw(source.law);
  return law === null || law.mean === Infinity ? { obstacle: `the mean ${attribute} of ${key} is not known` } : { law };
}

/** Terms of the sum that are added one by one. */
const TERMS = 1000;

/**
 * E[chunks - 1] = Σ P(length > k chunk), k >= 1. Beyond the terms that are added, where the tail is smooth, the sum is an integral from half a chunk before
 * its first term: E[(length - x)+] / chunk (the midpoint rule).
 */
function meanCuts(length: KnownLaw, chunk: number): number {
  let cuts = 0;
  for (let k = 1; k <= TERMS; k++) cuts += length.tail(chunk * (k + 1e-9));
  const x = chunk * (TERMS + 0.5);
  const beyond = length.mean - length.partialMoment(1, x) - x * length.tail(x);
  return cuts + Math.max(0, beyond) / chunk;
}
