/** What `npm run bench` runs: each model in every program that has it, and how much of it, so that a run takes a few seconds in each. */

export interface Model {
  /** The scenario is bench/models/NAME.yaml. */
  readonly name: string;
  readonly title: string;
  /** The workload of the scenario whose mean is shown. */
  readonly workload: string;
  /** How long the engine simulates, s. */
  readonly duration: number;
  /** Mean time in the system, s; null where there is no formula. */
  readonly theory: number | null;
  /** How many jobs the other programs run; those that are missing do not have this model. Libraries are slower, so they get fewer. */
  readonly jobs: Readonly<Record<string, number>>;
}

export const models: readonly Model[] = [
  {
    name: 'mm1',
    title: 'M/M/1, load .9',
    workload: 'jobs',
    duration: 30_000_000,
    theory: 10,
    jobs: { limit: 27_000_000, simjs: 1_500_000, SimScript: 100_000, SimPy: 500_000 },
  },
  {
    name: 'mm16',
    title: 'M/M/16, load .9',
    workload: 'jobs',
    duration: 2_100_000,
    theory: 1.3703,
    jobs: { limit: 30_000_000, simjs: 1_500_000, SimScript: 100_000, SimPy: 500_000 },
  },
  {
    name: 'jackson',
    title: 'Jackson, 5 stations',
    workload: 'jobs',
    duration: 7_200_000,
    theory: 14.8333,
    jobs: { limit: 7_200_000, simjs: 350_000, SimScript: 30_000, SimPy: 150_000 },
  },
  // Only the engine has this one: its events a second are set against the limit's M/M/1.
  { name: 'microservices', title: 'four services and a database', workload: 'visits', duration: 3000, theory: null, jobs: {} },
];
