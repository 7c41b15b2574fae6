/** The three models of bench/limit/limit.ts for libraries in JavaScript; bench/peers/simpy.py has the same for Python. */

export interface Model {
  /** Jobs from outside a second; they all begin at station 0. */
  readonly rate: number;
  readonly stations: readonly Station[];
}

export interface Station {
  readonly servers: number;
  /** Mean, s; exponential. */
  readonly service: number;
  /** Chances of going on to station 0, 1, …; with what is left of 1 the job leaves. */
  readonly onward: readonly number[];
}

export function modelOf(name: string | undefined): Model {
  const model = models.get(name ?? '');
  if (model === undefined) throw new Error(`unknown model ${name ?? ''}: ${[...models.keys()].join(', ')}`);
  return model;
}

/** Where a job goes after this station, given a number that is uniform in [0, 1); null where it leaves. */
export function stationAfter({ onward }: Station, uniform: number): number | null {
  let sum = 0;
  for (let next = 0; next < onward.length; next++) {
    sum += onward[next];
    if (uniform < sum) return next;
  }
  return null;
}

/** Loads .8, .7, .6, .8, .75; a mean is the load over the throughput, and the traffic equations for 1/s from outside give throughputs over .83. */
const jackson: Model = {
  rate: 1,
  stations: [
    { servers: 1, service: 0.8 * 0.83, onward: [0, 0.5, 0.5] },
    { servers: 1, service: (0.7 * 0.83) / 0.5, onward: [0, 0, 0, 1] },
    { servers: 1, service: (0.6 * 0.83) / 0.5, onward: [0, 0, 0, 0.7, 0.3] },
    { servers: 1, service: (0.8 * 0.83) / 0.85, onward: [0.2, 0, 0, 0, 0.6] },
    { servers: 1, service: (0.75 * 0.83) / 0.66, onward: [] },
  ],
};
const models = new Map<string, Model>([
  ['mm1', { rate: 0.9, stations: [{ servers: 1, service: 1, onward: [] }] }],
  ['mm16', { rate: 14.4, stations: [{ servers: 16, service: 1, onward: [] }] }],
  ['jackson', jackson],
]);
