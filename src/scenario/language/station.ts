import type { Discipline } from '../scenario.js';
import { disciplines } from './components.js';

/** What a field or discipline of a station asks of the component's operations. */
export type StationNeed = 'one-work' | 'synchronous' | 'nothing';
export const needWords: Readonly<Record<StationNeed, string>> = {
  'one-work': 'operations of exactly one `work`, or `async: true`',
  synchronous: '`async: false`',
  nothing: '–',
};

export interface StationFeature {
  readonly disciplines: readonly Discipline[];
  readonly needs: StationNeed;
  /** Other fields that it cannot stand beside. */
  readonly excludes: readonly StationField[];
}
export type StationField =
  | 'sharers'
  | 'speeds'
  | 'speedAt'
  | 'schedule'
  | 'setUp'
  | 'vacation'
  | 'batch'
  | 'patience'
  | 'balking'
  | 'breakdowns'
  | 'whenFull'
  | 'per'
  | 'lifoAbove'
  | 'codel'
  | 'adaptiveLimit'
  | 'serverless';

/** The station takes each job with all its work, because it interrupts it, shares its servers or looks at how much it is. */
export const oneWorkDisciplines: readonly Discipline[] = [
  'shortest-first',
  'lifo-preemptive',
  'priority-preemptive',
  'shortest-remaining',
  'processor-sharing',
];

/** Jobs wait in a line and are served without an interruption: everything that can happen before a service. */
const lines: readonly Discipline[] = ['fifo', 'lifo', 'random', 'priority', 'earliest-deadline'];
const servers = disciplines.filter((discipline) => discipline !== 'random' && discipline !== 'processor-sharing');
const shedding: readonly StationField[] = ['lifoAbove', 'codel', 'adaptiveLimit'];
const waiting: readonly StationField[] = ['patience', 'balking', 'setUp', 'vacation', 'schedule', ...shedding];
const serving: readonly StationField[] = ['speeds', 'speedAt', 'batch', 'breakdowns'];
// What runs serverless has servers of its own, which nobody waits for in a line.
const beforeService: readonly StationField[] = [...waiting, 'serverless'];
const inService: readonly StationField[] = [...serving, 'serverless'];

/** Which fields of a station go with what. */
export const stationFeatures: Readonly<Record<StationField, StationFeature>> = {
  sharers: { disciplines: ['processor-sharing'], needs: 'one-work', excludes: [] },
  speeds: { disciplines: servers, needs: 'one-work', excludes: ['per', 'speedAt', 'batch', 'whenFull', ...beforeService] },
  speedAt: { disciplines: ['fifo', 'processor-sharing'], needs: 'one-work', excludes: ['per', 'speeds', 'batch', 'breakdowns', 'whenFull', ...beforeService] },
  batch: { disciplines: ['fifo'], needs: 'one-work', excludes: ['per', 'speeds', 'speedAt', 'breakdowns', 'whenFull', ...beforeService] },
  breakdowns: { disciplines: servers, needs: 'one-work', excludes: ['per', 'speedAt', 'batch', 'whenFull', ...beforeService] },
  patience: { disciplines: lines, needs: 'synchronous', excludes: ['codel', 'adaptiveLimit', 'whenFull', ...inService] },
  balking: { disciplines: lines, needs: 'synchronous', excludes: inService },
  setUp: { disciplines: lines, needs: 'synchronous', excludes: ['per', 'vacation', ...inService] },
  vacation: { disciplines: lines, needs: 'synchronous', excludes: ['per', 'setUp', ...inService] },
  schedule: { disciplines: lines, needs: 'synchronous', excludes: ['per', ...inService] },
  whenFull: { disciplines: lines, needs: 'nothing', excludes: ['per', 'patience', 'codel', 'adaptiveLimit', ...inService] },
  per: { disciplines: lines, needs: 'nothing', excludes: ['setUp', 'vacation', 'schedule', 'whenFull', ...shedding, ...inService] },
  lifoAbove: { disciplines: ['fifo'], needs: 'nothing', excludes: ['per', ...inService] },
  codel: { disciplines: lines, needs: 'synchronous', excludes: ['per', 'patience', 'whenFull', 'adaptiveLimit', ...inService] },
  adaptiveLimit: { disciplines: lines, needs: 'synchronous', excludes: ['per', 'patience', 'codel', 'whenFull', ...inService] },
  serverless: { disciplines: ['fifo'], needs: 'synchronous', excludes: ['per', 'whenFull', ...waiting, ...serving] },
};
