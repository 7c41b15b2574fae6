import type { Ledger } from '../../../src/models/stock/ledger.js';
import type { StockBehaviour } from '../../../src/models/stock.js';
import { wire } from '../../../src/scenario/compile/wire.js';
import type { Uniform } from '../../../src/sim/chance/stream.js';
import type { Job } from '../../../src/sim/job.js';
import { scenarioOf } from '../../support/read.js';

export interface Run {
  readonly control: string;
  readonly ledger: Ledger;
  /** Ends that plain arrays say could not have been, with what they say. */
  readonly surprises: readonly string[];
  readonly counts: Readonly<Record<'sold' | 'released' | 'expired' | 'oversold' | 'conflicts' | 'lost' | 'late' | 'waited', number>>;
  readonly stops: number;
}

const controls = ['atomic', 'row-lock', 'open-transaction', 'optimistic', 'check-then-act'];

/**
 * A stock of random make under random orders: they reserve some items one after the other or at once, take their time, commit or give up, time out and
 * try again, while instances crash. What plain arrays say of the same ends is compared at each, and the books at random instants by `check`.
 */
export function runRandomStock(random: Uniform, seed: number, check: (ledger: Ledger) => void): Run {
  const whole = (low: number, high: number): number => low + Math.floor(random.double() * (high - low + 1));
  const chance = (share: number): boolean => random.double() < share;
  const control = controls[whole(0, 4)];
  const items = whole(2, 4);
  const initial = whole(0, 12);
  const hold = whole(1, 15);
  const instances = whole(1, 3);
  const pause = `wait: { exponential: ${whole(1, 20) / 10}s }`;
  const crash = chance(0.5) ? `faults: { down: { every: { exponential: 10s }, for: 1s, crash: stock${instances > 1 ? `, instances: 1` : ''} } }\n` : '';
  const scenario = scenarioOf(`title: A random stock
seed: ${seed + 1}
keys: { product: { items: ${items} }, order: { items: ${chance(0.5) ? 'new' : '3'} } }
components:
  stock:
    { kind: stock, key: product, holder: order, initial: ${initial}, hold: ${hold}s, control: ${control}, instances: ${instances}${
      control !== 'atomic' || chance(0.5) ? `, gap: { exponential: ${whole(1, 10) / 10}s }` : ''
    }${chance(0.5) ? `, work: { exponential: ${whole(1, 300)}ms }, servers: ${whole(1, 3)}, queue: ${whole(1, 9)}` : ''} }
  checkout:
    kind: service
    servers: unlimited
    operations:
      place:
        - { each: [a, b], as: product, concurrency: ${whole(1, 2)}, do: [{ call: stock.reserve, undo: stock.release }, ${pause}] }
        - ${pause}
        - call: stock.commit
        - choose: { good: { weight: 3 }, bad: { weight: 1, do: [return: refused] } }
      one:
        - { call: stock.reserve, undo: stock.release }
        - ${pause}
        - choose: { good: { weight: 2, do: [call: stock.commit] }, bad: { weight: 1, do: [return: refused] }, gone: { weight: 1 } }
    calls:
      stock: { ${chance(0.5) ? `timeout: ${whole(1, 30) / 10}s, ` : ''}retry: { attempts: ${whole(1, 3)}, backoff: 100ms }${chance(0.3) ? ', latency: 20ms' : ''} }
workload:
  pairs: { arrivals: { poisson: ${whole(1, 20) / 10}/s }, call: checkout.place }
  ones: { arrivals: { poisson: ${whole(1, 40) / 10}/s }, call: checkout.one }
${crash}run: { duration: 60s, replications: 1, study: finite }
`);
  const system = wire(scenario, { seed: scenario.seed, replication: 0, warmup: 0, curves: false });
  const { component, behaviour } = system.components[0];
  const { ledger } = behaviour as StockBehaviour;
  const name = (code: number): string => system.outcomes.names[code];

  // Plain arrays: what is left of each item, and reservations [holder, item, made].
  const left = new Array<number>(items).fill(initial);
  let reservations: (readonly [number, number, number])[] = [];
  const lapsed = new Set<number>();
  const counts = { sold: 0, released: 0, expired: 0, oversold: 0, conflicts: 0, lost: 0, late: 0, waited: 0 };
  const surprises: string[] = [];
  const expire = (now: number): void => {
    const gone = reservations.filter(([, , made]) => made + hold <= now);
    reservations = reservations.filter((one) => !gone.includes(one));
    for (const [holder, item] of gone) {
      left[item]++;
      counts.expired++;
      lapsed.add(holder);
      forget(holder);
    }
  };
  /** Of a holder with nothing left it is not known that it had something. */
  const forget = (holder: number): void => {
    if (!reservations.some(([one]) => one === holder)) lapsed.delete(holder);
  };
  const follow = (job: Job, operation: string, end: string): void => {
    const [item, holder] = job.keys;
    const expectEnd = (...possible: readonly string[]): void => {
      if (!possible.includes(end)) surprises.push(`${system.engine.now}: ${operation} ends ${end}, not ${possible.join(' or ')}`);
    };
    if (operation === 'reserve') {
      if (end === 'conflict') {
        counts.conflicts++;
        expectEnd(...(control === 'optimistic' ? ['conflict'] : []));
      } else if (end === 'ok') {
        if (left[item] <= 0) {
          counts.oversold++;
          expectEnd(...(control === 'check-then-act' ? ['ok'] : ['sold-out']));
        }
        left[item]--;
        reservations.push([holder, item, system.engine.now]);
      } else if (left[item] > 0) expectEnd('ok');
    } else if (operation === 'release') {
      expectEnd('ok');
      const place = reservations.findLastIndex(([by, of]) => by === holder && of === item);
      if (place < 0) return;
      reservations.splice(place, 1);
      left[item]++;
      counts.released++;
      forget(holder);
    } else {
      const own = reservations.filter(([by]) => by === holder);
      expectEnd(own.length > 0 && !lapsed.has(holder) ? 'ok' : 'expired');
      if (end === 'expired') counts.late++;
      if (end !== 'ok') return;
      counts.sold += own.length;
      reservations = reservations.filter(([by]) => by !== holder);
    }
  };
  for (const station of component.stations) {
    const leave = station.leave.bind(station);
    station.leave = (job: Job, result: number) => {
      expire(system.engine.now);
      follow(job, component.operations[station.cells.indexOf(job.cell!)].name, name(result));
      leave(job, result);
    };
    const turnAway = station.turnAway.bind(station);
    station.turnAway = (job: Job, result: number) => {
      counts.lost++;
      turnAway(job, result);
    };
  }
  const compare = (): void => {
    expire(system.engine.now);
    const shelves = left.map((_, item) => ledger.shelves.get(item)?.available ?? initial);
    const held = ledger.books.reduce((sum, one) => sum + one.reserved.level, 0);
    if (JSON.stringify([shelves, held]) !== JSON.stringify([left, reservations.length]))
      surprises.push(`${system.engine.now}: shelves ${shelves.join(' ')} and ${held} reserved, not ${left.join(' ')} and ${reservations.length}`);
    check(ledger);
  };
  let stops = 0;
  for (let until = 20 * random.double(); until < 60; until += 30 * random.double()) {
    while (!system.run(1_000_000, until));
    compare();
    stops++;
  }
  while (!system.run(1_000_000));
  compare();
  counts.waited = ledger.books.reduce((sum, one) => sum + one.lockWait.tally.sum, 0);
  return { control, ledger, surprises, counts, stops };
}
