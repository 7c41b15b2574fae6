import { lookUp } from './look-up.js';
import { listed } from '../../scenario/did-you-mean.js';
import { usageIssue, type Issue } from '../../scenario/issue.js';
import type { ComponentDeclaration, Scenario } from '../../scenario/scenario.js';
import type { LossAnswer, LossName } from './document.js';
import type { PlanTools, Trials } from './tools.js';
import type { Rule } from './trial.js';

/** Something that is lost for good, and the scenario without it. */
export interface Loss extends LossName {
  readonly sets: readonly string[];
}

export function lossIssue(message: string): Issue {
  return usageIssue('bad-usage', '', `--lose: ${message}`, { expected: 'one, zone, COMPONENT or COMPONENT/INSTANCE' });
}

/**
 * What can be lost, by `one` (each component by itself), `zone` (each name that instances of several components have), COMPONENT or COMPONENT/INSTANCE. A component loses an instance where it has several, else
 * one of its servers; where it has one of one, nothing is left. What is unlimited loses nothing. A text says what is wrong.
 */
export function lossesOf(words: readonly string[], scenario: Scenario): readonly Loss[] | string {
  const losses: Loss[] = [];
  for (const word of words) {
    const found = word === 'one' ? eachComponent(scenario) : word === 'zone' ? eachZone(scenario) : named(word, scenario);
    if (typeof found === 'string') return found;
    losses.push(...found);
  }
  return [...new Map(losses.map((loss) => [`${loss.what} ${loss.lost}`, loss])).values()];
}

function eachComponent(scenario: Scenario): readonly Loss[] | string {
  const losses = scenario.components.flatMap((component) => lossOf(component, null, scenario) ?? []);
  return losses.length === 0 ? 'no component has instances or servers that could be lost' : losses;
}

/** Instances of the same name in several components stand and fall together. */
function eachZone(scenario: Scenario): readonly Loss[] | string {
  const named = scenario.components.filter(({ instances }) => instances.some((name) => !/^\d/.test(name)));
  const zones = [...new Set(named.flatMap(({ instances }) => instances))].filter(
    (zone) => named.filter(({ instances }) => instances.includes(zone)).length > 1,
  );
  if (zones.length === 0) return 'there are no zones: instances of several components have no names in common (instances: [north, south])';
  return zones.map((zone): Loss => {
    const within = named.filter(({ instances }) => instances.includes(zone));
    return {
      lost: zone,
      what: 'zone',
      left: Math.min(...within.map(({ instances }) => instances.length - 1)),
      // Of one that is nowhere else nothing is left.
      sets: within.flatMap((component) => (component.instances.length === 1 ? [] : [withoutInstance(component, zone, scenario)])),
    };
  });
}

function named(word: string, scenario: Scenario): readonly Loss[] | string {
  const [name, instance = null] = word.split('/');
  const component = scenario.components.find((one) => one.name === name);
  if (component === undefined) return `there is no component "${name}": there are ${listed(scenario.components.map((one) => one.name))}`;
  if (instance !== null && !component.instances.includes(instance)) return `${name} has no instance "${instance}": there are ${listed(component.instances)}`;
  const loss = lossOf(component, instance, scenario);
  return loss === null ? `${name} has one instance, and no fixed number of servers: there is nothing to lose` : [loss];
}

/** null: there is nothing that could be lost. */
function lossOf(component: ComponentDeclaration, instance: string | null, scenario: Scenario): Loss | null {
  const { name, instances, servers, scale, kind } = component;
  if (instance !== null || instances.length > 1) {
    // Of those that come and go one more is started in its place.
    if (scale !== null) return { lost: name, what: 'instance', left: scale.max - 1, sets: [`${name}.scale.max=${scale.max - 1}`] };
    const lost = instance ?? instances[instances.length - 1];
    return {
      lost: instance === null && isCounted(component) ? name : `${name}/${lost}`,
      what: 'instance',
      left: instances.length - 1,
      sets: instances.length === 1 ? [] : [withoutInstance(component, lost, scenario)],
    };
  }
  const isCountless = servers === Infinity || component.per !== null || component.serverless !== null || component.schedule !== null;
  if (isCountless || kind === 'link') return null;
  return { lost: name, what: 'server', left: servers - 1, sets: servers === 1 ? [] : [`${name}.servers=${servers - 1}`] };
}

function isCounted({ instances }: ComponentDeclaration): boolean {
  return instances.every((name, index) => name === String(index + 1));
}

function withoutInstance(component: ComponentDeclaration, lost: string, { resolved }: Scenario): string {
  const written = lookUp(resolved, `components.${component.name}.instances`);
  if (typeof written === 'object' && !Array.isArray(written)) return `components.${component.name}.instances.${lost}=null`;
  const left = component.instances.filter((name) => name !== lost);
  return `components.${component.name}.instances=${isCounted(component) ? left.length : `[${left.join(', ')}]`}`;
}

/** Does the configuration meet its objectives for good without each of these? */
export async function tryLosses(
  losses: readonly Loss[],
  {
    sets,
    rule,
    tools,
    trials,
  }: { readonly sets: readonly string[]; readonly rule: Pick<Rule, 'error' | 'looks'>; readonly tools: PlanTools; readonly trials: Trials },
): Promise<LossAnswer[]> {
  const answers: LossAnswer[] = [];
  for (const { lost, what, left, sets: without } of losses) {
    const answer = (trial: LossAnswer['trial'], problem: string | null): number => answers.push({ lost, what, left, trial, problem });
    if (left === 0) {
      answer({ verdict: 'fails', reason: 'arithmetic', replications: 0, objectives: [] }, 'nothing is left of it');
      continue;
    }
    const { scenario, issues } = tools.read([...sets, ...without]);
    if (scenario === null) {
      answer(null, issues[0].message);
      continue;
    }
    const tried = await trials.of(scenario, { ...rule, decisions: losses.length }, `without ${lost}`);
    if (tried === null) break;
    answer(tried.trial, null);
  }
  return answers;
}
