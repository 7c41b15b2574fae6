import { split } from '../../scenario/values.js';
import type { OpenLoad, Scenario, WorkloadDeclaration } from '../../scenario/scenario.js';
import { lookUp } from './look-up.js';

/** A load that can be made larger or smaller. */
export interface LoadHandle {
  /** As asked for. */
  readonly path: string;
  /** What it is now, in its unit; of a workload with a load of several numbers: 1, times. */
  readonly present: number;
  readonly written: (value: number) => string;
  readonly setsFor: (value: number) => readonly string[];
  /** Users, servers: no halves. */
  readonly isWhole: boolean;
}

/** By a path to one number (`web.arrivals.poisson`, `web.users`), or by the name of a workload, all of whose load it scales. A text says what is wrong. */
export function loadHandle(path: string, scenario: Scenario): LoadHandle | string {
  const workload = workloadNamed(path, scenario);
  if (workload !== null) return ofWorkload(path, workload, lookUp(scenario.resolved, `${workload.name}.arrivals.onOff`) !== undefined);
  const text = lookUp(scenario.resolved, path);
  if (text === undefined) return `nothing in the scenario is at ${path}`;
  const parts = typeof text === 'number' || typeof text === 'string' ? split(String(text)) : null;
  if (parts === null || parts.number === 0) return `${path} is no number with a unit that could be larger or smaller`;
  const written = (value: number): string => `${Number(value.toPrecision(12))}${parts.unit}`;
  return {
    path,
    present: parts.number,
    written,
    setsFor: (value) => [`${path}=${written(value)}`],
    isWhole: parts.unit === '' && Number.isInteger(parts.number),
  };
}

/** `browse` and `workload.browse`. */
export function workloadNamed(path: string, { workloads }: Scenario): WorkloadDeclaration | null {
  const name = path.startsWith('workload.') ? path.slice('workload.'.length) : path;
  return workloads.find((one) => one.name === name) ?? null;
}

function ofWorkload(path: string, { name, load }: WorkloadDeclaration, isOnOff: boolean): LoadHandle | string {
  if (load.type === 'closed') {
    const { users } = load;
    return {
      path,
      present: users,
      written: (value) => `${value} users`,
      setsFor: (value) => [`${name}.users=${Math.max(1, Math.round(value))}`],
      isWhole: true,
    };
  }
  if (load.arrivals.law === 'poisson') {
    const { rate } = load.arrivals;
    return {
      path,
      present: rate,
      written: (value) => `${Number(value.toPrecision(12))}/s`,
      setsFor: (value) => [`${name}.arrivals.poisson=${number(value)}/s`],
      isWhole: false,
    };
  }
  const sets = scaled(name, load, isOnOff);
  if (sets === null) return `the arrivals of ${name} have no rate that could be larger or smaller: write poisson, mmpp or replay, or name a number of it`;
  return { path, present: 1, written: (value) => `${Number(value.toPrecision(12))} times`, setsFor: (value) => sets(value), isWhole: false };
}

/** Assignments that make so many times as many requests come; null: not known how. */
function scaled(name: string, { arrivals }: OpenLoad, isOnOff: boolean): ((factor: number) => readonly string[]) | null {
  switch (arrivals.law) {
    case 'poisson-phases':
      return (factor) => {
        const phases = arrivals.phases.map(
          ({ for: time, rate, rampTo }) => `{ for: ${number(time)}s, rate: ${number(rate * factor)}/s, rampTo: ${number(rampTo * factor)}/s }`,
        );
        return [`${name}.arrivals.poisson={ phases: [${phases.join(', ')}], repeat: ${arrivals.repeat} }`];
      };
    case 'mmpp':
      return (factor) => {
        const states = arrivals.states.map(({ rate, for: time }) => `{ rate: ${number(rate * factor)}/s, for: ${number(time)}s }`);
        return isOnOff ? [`${name}.arrivals.onOff.rate=${number(arrivals.states[0].rate * factor)}/s`] : [`${name}.arrivals.mmpp=[${states.join(', ')}]`];
      };
    case 'replay':
      return (factor) => [`${name}.arrivals.replay.speed=${number(arrivals.speed * factor)}`];
    case 'every':
      if (arrivals.gap.law === 'constant') {
        const { value } = arrivals.gap;
        return (factor) => [`${name}.arrivals.every=${number(value / factor)}s`];
      }
      return null;
    default:
      return null;
  }
}

const number = (value: number): string => String(Number(value.toPrecision(12)));
