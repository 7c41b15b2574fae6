import type { KindParts } from '../../models/define.js';
import { listed, suggest } from '../did-you-mean.js';
import {
  componentStatistics,
  laterStatistics,
  recoveryOfComponents,
  wholeWorkloadStatistics,
  workloadStatistics,
  type Statistic,
} from '../language/statistics.js';
import { fleetStatistics } from '../language/fleet.js';
import { boundNames, bounds, objectiveGroup, type Bound } from '../language/top-level.js';
import type { QuantityUnit } from '../quantity.js';
import { readQuantity } from '../read-quantity.js';
import { recoveringStatistic } from '../recovering.js';
import type { ObjectiveDeclaration, OperationReference, StatisticReference } from '../scenario.js';
import { componentGroup, serviceGroup } from '../language/components.js';
import type { FieldTable } from '../language/field.js';
import type { Place } from '../source-file.js';
import { valueOf, type Entry, type MapNode, type TreeNode } from '../tree.js';
import { asInstances, type ComponentDraft } from './components.js';
import type { Context } from './context.js';
import type { FaultDraft } from './faults.js';
import { componentOutcomes, workloadOutcomes } from './subject-outcomes.js';
import { readFields, readMap } from './fields.js';
import { fieldsLacking } from './kind-rules.js';
import { splitName } from './names.js';
import type { WrittenPolicy } from './policies.js';
import { readPolicyStatistic } from './policy-objective.js';
import { checkPossible } from './possible-objective.js';
import type { Outcomes } from './outcomes.js';
import { resolveReference } from './references.js';
import { reachedFrom, usesOfWorkload } from './uses.js';
import type { WorkloadDraft } from './workloads.js';

export interface System {
  readonly components: readonly ComponentDraft[];
  readonly workloads: readonly WorkloadDraft[];
  readonly faults: readonly FaultDraft[];
  readonly outcomes: Outcomes;
}

/** Reads `objectives`: statistic → bound. */
export function readObjectives(section: TreeNode | undefined, system: System, context: Context): readonly ObjectiveDeclaration[] {
  const map = section === undefined ? null : readMap(section, '`objectives`', '{ jobs.latency.p95: { below: 200ms } }', context);
  return (map?.entries ?? []).flatMap((entry) => {
    const objective = readObjective(entry, system, context);
    return objective === null ? [] : [objective];
  });
}

const boundFields = Object.fromEntries(
  boundNames.map((bound) => [bound, { type: { of: 'part', part: 'bound' }, summary: bounds[bound], example: '200ms' }] as const),
);

function readObjective(entry: Entry, system: System, context: Context): ObjectiveDeclaration | null {
  const read = readStatistic(entry.key, entry.keyPlace, system, context);
  const map = readMap(entry.value, 'an objective', '{ below: 200ms }', context);
  if (map === null) return null;
  readFields({ ...objectiveGroup, fields: { ...objectiveGroup.fields, ...boundFields } }, map, context);
  const expect = valueOf(map, 'expect');
  if (read === null || read === 'unjudged') return null;
  const bound = readBounds(map, read.statistic.unit, context);
  if (bound === null) return null;
  checkPossible(entry, map, bound, read, system, context);
  return { statistic: entry.key, target: read.target, bound, expectFailed: expect !== undefined };
}

function readBounds(map: MapNode, unit: QuantityUnit, context: Context): Partial<Record<Bound, number>> | null {
  const given = boundNames.filter((name) => valueOf(map, name) !== undefined);
  if (given.length === 0) {
    if (!context.strangeMaps.has(map)) context.issues.add('one-of', map.place, 'an objective needs a bound', { expected: boundNames.join(', ') });
    return null;
  }
  const result: Partial<Record<Bound, number>> = {};
  for (const name of given) {
    const value = readQuantity(valueOf(map, name)!, unit, context.issues, unit === 'count' ? { max: Infinity } : {});
    if (value === null) return null;
    result[name] = value;
  }
  return result;
}

/** Reads the address of a statistic: SUBJECT.STATISTIC[.PART]; null with an issue where there is none, 'unjudged' where something broken is in the way. */
export function readStatistic(text: string, place: Place, system: System, context: Context): ReadStatistic | null | 'unjudged' {
  return new StatisticReader(text, place, system, context).read();
}

export interface ReadStatistic {
  readonly target: StatisticReference;
  readonly statistic: Statistic;
}

/** SUBJECT.STATISTIC[.PART] */
class StatisticReader {
  constructor(
    private readonly text: string,
    private readonly place: Place,
    private readonly system: System,
    private readonly context: Context,
  ) {}

  read(): ReadStatistic | null | 'unjudged' {
    const declared = [...this.context.components.keys(), ...this.system.workloads.map((workload) => workload.name)];
    const { name, rest } = splitName(this.text, declared);
    if (this.system.workloads.some((workload) => workload.name === name)) return this.readWorkload(name, rest);
    const symbol = this.context.components.get(name);
    if (symbol !== undefined && symbol.kind === null) return 'unjudged';
    const component = this.system.components.find((candidate) => candidate.name === name);
    if (component !== undefined) return this.readComponent(component, rest);
    const names = [...this.system.workloads.map((workload) => workload.name), ...this.context.components.keys()];
    this.context.issues.add('unknown-statistic', this.place, `"${this.text}": there is no workload or component "${name}"`, {
      expected: 'SUBJECT.STATISTIC[.PART], such as jobs.latency.p95',
      got: name,
      suggestion: suggest(name, names),
    });
    return null;
  }

  private readWorkload(name: string, rest: string): ReadStatistic | null | 'unjudged' {
    const workload = this.system.workloads.find((candidate) => candidate.name === name)!;
    if (rest.startsWith('.calls.')) return this.readPolicy({ type: 'workload', workload: name, operation: null }, name, rest, workload.policies);
    if (!rest.startsWith('/'))
      return this.readStatistic(
        { type: 'workload', workload: name, operation: null },
        rest.slice(1),
        { ...workloadStatistics, ...wholeWorkloadStatistics },
        workloadOutcomes(workload, null, this.system, this.context),
      );
    const called = [...new Map(usesOfWorkload(workload, this.context).map((use) => [`${use.target.component}.${use.target.operation}`, use.target])).entries()];
    const found = called.find(([reference]) => rest.slice(1).startsWith(`${reference}.`));
    if (found !== undefined) {
      const [reference, target] = found;
      const outcomes = workloadOutcomes(workload, target, this.system, this.context);
      return this.readStatistic({ type: 'workload', workload: name, operation: target }, rest.slice(reference.length + 2), workloadStatistics, outcomes);
    }
    const [component, second] = rest.slice(1).split('.');
    const symbol = this.context.components.get(component);
    if (symbol !== undefined && symbol.operations === null) return 'unjudged';
    // The component alone, where it has one operation: what follows is the statistic.
    if (
      symbol?.operations?.length === 1 &&
      second !== undefined &&
      second !== symbol.operations[0] &&
      Object.hasOwn(workloadStatistics, second) &&
      called.some(([, target]) => target.component === component)
    ) {
      const target = { component: component, operation: symbol.operations[0] };
      return this.readStatistic(
        { type: 'workload', workload: name, operation: target },
        rest.slice(component.length + 2),
        workloadStatistics,
        workloadOutcomes(workload, target, this.system, this.context),
      );
    }
    if (workload.isBroken) return 'unjudged';
    const asked = resolveReference([component, second].filter((part) => part !== undefined).join('.'), this.place, this.context);
    return asked === null
      ? null
      : this.refuseUncalled(
          workload,
          asked,
          Array.from(called, ([reference]) => reference),
        );
  }

  /** An operation that the workload does not call itself: others call it on the way, or nobody does. */
  private refuseUncalled(workload: WorkloadDraft, asked: OperationReference, called: readonly string[]): null | 'unjudged' {
    const reached = reachedFrom(usesOfWorkload(workload, this.context), this.system.components, this.context);
    if (reached === 'unknown') return 'unjudged';
    const name = `${asked.component}.${asked.operation}`;
    const there = listed(called.map((reference) => `${workload.name}/${reference}`));
    if (reached.has(name)) {
      this.context.issues.add(
        'not-yet-supported',
        this.place,
        `"${this.text}": statistics of calls that others make for ${workload.name} are not yet supported`,
        { expected: there, got: name, suggestion: `ask for ${name}, or for ${there}` },
      );
    } else
      this.context.issues.add('never-called', this.place, `"${this.text}": ${workload.name} does not call ${name}`, {
        expected: there,
        got: name,
        suggestion: `there is: ${there}`,
      });
    return null;
  }

  private readComponent(component: ComponentDraft, rest: string): ReadStatistic | null | 'unjudged' {
    const own = Object.fromEntries(component.kind.statistics.map((statistic) => [statistic.name, ownStatistic(statistic)]));
    const all = { ...componentStatistics, ...own };
    const recovery = recoveringStatistic(component.kind.kind) === null ? {} : recoveryOfComponents;
    const ofWhole = { ...recovery, ...Object.fromEntries(fleetStatistics.map((statistic) => [statistic.name, ownStatistic(statistic)])), ...all };
    const outcomes = componentOutcomes(component, null, this.system);
    if (rest.startsWith('/')) {
      const instance = /^[^.]*/.exec(rest.slice(1))![0];
      if (!component.instances.includes(instance)) {
        this.context.issues.add('unknown-instance', this.place, `"${this.text}": ${component.name} has no instance "${instance}"`, {
          expected: listed(component.instances),
          got: instance,
          suggestion: suggest(instance, component.instances),
        });
        return null;
      }
      return this.checkKept(
        component,
        this.readStatistic({ type: 'component', component: component.name, operation: null, instance }, rest.slice(instance.length + 2), all, outcomes),
      );
    }
    const [first, ...others] = rest.slice(1).split('.');
    // An operation may have that name.
    if (first === 'calls' && !component.operations.some(({ name }) => name === first))
      return this.readPolicy({ type: 'component', component: component.name, operation: null, instance: null }, component.name, rest, component.policies);
    if (first === component.kind.parts?.field) return this.readPartOf(component, component.kind.parts, others);
    const isOperation = component.operations.some((operation) => operation.name === first);
    if (isOperation && others.length > 0 && !(first in all && !(others[0] in componentStatistics))) {
      const target: StatisticReference['subject'] = { type: 'component', component: component.name, operation: first, instance: null };
      return this.checkKept(component, this.readStatistic(target, others.join('.'), componentStatistics, componentOutcomes(component, first, this.system)));
    }
    return this.checkKept(
      component,
      this.readStatistic({ type: 'component', component: component.name, operation: null, instance: null }, rest.slice(1), ofWhole, outcomes),
    );
  }

  /** What a call policy did. */
  private readPolicy(subject: StatisticReference['subject'], caller: string, rest: string, policies: readonly WrittenPolicy[]): ReadStatistic | null {
    const read = readPolicyStatistic({ text: this.text, place: this.place, caller, rest: rest.slice('.calls.'.length) }, policies, this.context);
    if (read === null) return null;
    const target = {
      subject: { ...subject, named: { field: 'calls', name: read.policy } as const },
      statistic: read.name,
      outcome: null,
      part: 'mean',
    } as const;
    return { target, statistic: read.statistic };
  }

  /** A statistic of one of the names in a field: of a consumer group. */
  private readPartOf(component: ComponentDraft, { field, statistics, names: namesOf }: KindParts, [name, ...rest]: string[]): ReadStatistic | null {
    const names = namesOf?.(component.settings) ?? Object.keys(component.settings[field] ?? {});
    if (!names.includes(name)) {
      this.context.issues.add('unknown-statistic', this.place, `"${this.text}": ${component.name} has no "${name}" among its ${field}`, {
        expected: listed(names),
        got: name,
        suggestion: suggest(name, names),
      });
      return null;
    }
    const table = Object.fromEntries(component.kind.statistics.filter((one) => statistics.includes(one.name)).map((one) => [one.name, ownStatistic(one)]));
    const subject = { type: 'component', component: component.name, operation: null, instance: null, named: { field, name } } as const;
    return this.readStatistic(subject, rest.join('.'), table, null);
  }

  /** A station with unlimited servers is never a share busy, and some statistics of a kind need a field of it. */
  private checkKept(component: ComponentDraft, read: ReadStatistic | null | 'unjudged'): ReadStatistic | null | 'unjudged' {
    if (read === null || read === 'unjudged') return read;
    const lacking = fieldsLacking(component, read.target.statistic);
    if (lacking.length > 0) {
      const fields: FieldTable = { ...componentGroup.fields, ...serviceGroup.fields, ...component.kind.fields };
      const remedy = lacking.map((field) => `${field}: ${fields[field].example}`).join(', or ');
      const message = `${component.name} has no ${read.target.statistic} without the field ${lacking.join(' or ')}`;
      this.context.issues.add('impossible-objective', this.place, message, { expected: remedy, suggestion: `add ${remedy}` });
      return null;
    }
    const { per } = component.station;
    const { subject } = read.target;
    const instance = subject.type === 'component' && subject.instance !== null ? component.instances.indexOf(subject.instance) : null;
    const asked = instance === null ? asInstances(component) : [component.variants?.[instance] ?? component];
    if ((asked.every(({ servers }) => servers !== Infinity) && per === null) || !['utilisation', 'working'].includes(read.target.statistic)) return read;
    const servers = per === null ? 'unlimited servers' : `servers for each ${per}`;
    this.context.issues.add('impossible-objective', this.place, `${component.name} has ${servers}, so it has no ${read.target.statistic}`, {
      expected: 'a component with a number of servers',
      suggestion: per === null ? `give ${component.name} servers` : `ask for ${component.name}.wait or ${component.name}.queue`,
    });
    return null;
  }

  private readStatistic(
    subject: StatisticReference['subject'],
    text: string,
    table: Readonly<Record<string, Statistic>>,
    outcomes: ReadonlySet<string> | null,
  ): ReadStatistic | null {
    const [name, ...parts] = text.split('.');
    const statistic = Object.hasOwn(table, name) ? table[name] : undefined;
    const names = Object.keys(table);
    if (statistic === undefined) {
      if (laterStatistics.includes(name))
        this.context.issues.add('not-yet-supported', this.place, `the statistic ${name} is not yet supported`, { expected: listed(names), got: name });
      else if (name === '')
        this.context.issues.add('unknown-statistic', this.place, `"${this.text}" names no statistic`, {
          expected: listed(names),
          suggestion: `there are: ${listed(names)}`,
        });
      else
        this.context.issues.add('unknown-statistic', this.place, `"${this.text}": there is no statistic "${name}" here`, {
          expected: listed(names),
          got: name,
          suggestion: suggest(name, names),
        });
      return null;
    }
    if (statistic.parts === 'faults') return this.readRecovery(subject, parts.join('.'), statistic);
    if (name === 'outcome') return this.readOutcome(subject, parts.join('.'), statistic, outcomes);
    const part = this.readPart(parts.join('.'), statistic, name);
    return part === null ? null : { target: { subject, statistic: name, outcome: null, part }, statistic };
  }

  private readOutcome(
    subject: StatisticReference['subject'],
    outcome: string,
    statistic: Statistic,
    outcomes: ReadonlySet<string> | null,
  ): ReadStatistic | null {
    const there = outcomes === null ? [] : [...outcomes];
    if (outcome === '') {
      this.context.issues.add('unknown-statistic', this.place, `"${this.text}" does not say which outcome`, {
        expected: 'outcome.NAME',
        suggestion: there.length === 0 ? null : `there are: ${listed(there)}`,
      });
      return null;
    }
    if (outcomes !== null && !outcomes.has(outcome)) {
      this.context.issues.add('cannot-happen', this.place, `"${this.text}": the outcome "${outcome}" cannot occur here`, {
        expected: listed(there),
        got: outcome,
        suggestion: suggest(outcome, there),
      });
      return null;
    }
    return { target: { subject, statistic: 'outcome', outcome, part: 'mean' }, statistic };
  }

  private readRecovery(subject: StatisticReference['subject'], fault: string, statistic: Statistic): ReadStatistic | null {
    const names = this.system.faults.map(({ declaration }) => declaration.name);
    if (names.length === 0) {
      this.context.issues.add('impossible-objective', this.place, `"${this.text}": there are no faults to recover from`, {
        expected: 'faults: { … }',
        suggestion: 'add a fault, or ask for it in the variant that has one',
      });
      return null;
    }
    if (fault !== '' && !names.includes(fault)) {
      this.context.issues.add('unknown-statistic', this.place, `"${this.text}": there is no fault "${fault}"`, {
        expected: listed(names),
        got: fault,
        suggestion: suggest(fault, names),
      });
      return null;
    }
    return { target: { subject, statistic: 'recovery', outcome: null, part: 'mean', ...(fault === '' ? {} : { fault }) }, statistic };
  }

  private readPart(text: string, statistic: Statistic, name: string): 'mean' | 'max' | number | null {
    if (text === '' || (text === 'mean' && statistic.parts !== 'none')) return 'mean';
    const percentile = /^p(\d+(?:\.\d+)?)$/.exec(text);
    if (text === 'max' && statistic.parts !== 'none') return 'max';
    const level = percentile === null ? Number.NaN : Number(`${percentile[1]}e-2`);
    if (percentile !== null && statistic.parts !== 'times') {
      this.context.issues.add('no-percentile', this.place, `"${this.text}": ${name} has no percentiles`, {
        expected: statistic.parts === 'none' ? name : `${name}.mean or ${name}.max`,
        got: text,
      });
      return null;
    }
    if (level > 0 && level < 1) return level;
    this.context.issues.add('unknown-statistic', this.place, `"${this.text}": there is no ${text} of ${name}`, {
      expected: { times: 'mean, max, p50, p95, p99, p99.9', lengths: 'mean, max', faults: 'the name of a fault', none: 'nothing behind it' }[statistic.parts],
      got: text,
    });
    return null;
  }
}

function ownStatistic(statistic: ComponentDraft['kind']['statistics'][number]): Statistic {
  const unit: QuantityUnit = ({ share: 'share', count: 'number', s: 'time', '1/s': 'rate', bytes: 'size', 'bytes/s': 'bandwidth' } as const)[statistic.unit];
  return {
    of: 'component',
    unit,
    parts: statistic.estimator === 'times' ? 'times' : statistic.estimator === 'level' ? 'lengths' : 'none',
    resultName: statistic.resultName,
    summary: statistic.summary,
    isCounted: statistic.estimator === 'count',
  };
}
