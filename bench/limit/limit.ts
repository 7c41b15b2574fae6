/**
 * The hand-tuned program that the engine's speed is a ratio of: the same queueing models written for nothing but speed. A 4-ary heap of typed
 * arrays, an event is one integer, one switch, one random stream, and nothing recorded but the mean sojourn.
 *
 *   node --import tsx bench/limit/limit.ts mm1|mm16|jackson CUSTOMERS [SEED]     theory: 10, 1.370, 14.833 s
 *   node --import tsx bench/limit/limit.ts hold OPERATIONS PENDING               one operation is a pop and a push
 *
 * Prints one line of JSON: events (2 × station visits), wall seconds, and the mean sojourn as a check.
 */
import { stopwatch } from '../stopwatch.js';
import { exponential, Xoshiro } from './chance.js';

const [, , workload = 'mm1', first = '1000000', second = '1'] = process.argv;
const isHold = workload === 'hold';
const chance = new Xoshiro(isHold ? 1 : Number(second));

// The calendar: times, and what happens packed into 32 bits: kind (4) | station (4) | customer (24).
const room = isHold ? Number(second) + 8 : 1 << 12;
const time = new Float64Array(room);
const what = new Uint32Array(room);
let pending = 0;
/** [0] the time of the last event, [1] the sum of sojourns; in an array, since a module's own double is boxed at every store. */
const state = new Float64Array(2);

function push(at: number, event: number): void {
  let i = pending++;
  while (i > 0) {
    const parent = (i - 1) >> 2;
    if (time[parent] <= at) break;
    time[i] = time[parent]!;
    what[i] = what[parent]!;
    i = parent;
  }
  time[i] = at;
  what[i] = event;
}

function pop(): number {
  const event = what[0];
  state[0] = time[0]!;
  const last = --pending;
  if (last > 0) {
    const at = time[last];
    let i = 0;
    for (;;) {
      const child = (i << 2) + 1;
      if (child >= last) break;
      let least = child;
      let leastTime = time[child];
      if (child + 3 < last) {
        const second = time[child + 1];
        const third = time[child + 2];
        const fourth = time[child + 3];
        if (second < leastTime) {
          leastTime = second;
          least = child + 1;
        }
        if (third < leastTime) {
          leastTime = third;
          least = child + 2;
        }
        if (fourth < leastTime) {
          leastTime = fourth;
          least = child + 3;
        }
      } else {
        for (let k = child + 1; k < last; k++) {
          if (time[k] < leastTime) {
            leastTime = time[k]!;
            least = k;
          }
        }
      }
      if (leastTime >= at) break;
      time[i] = leastTime;
      what[i] = what[least]!;
      i = least;
    }
    time[i] = at;
    what[i] = what[last]!;
  }
  return event;
}

// Stations: FIFO rings of 65,536 places side by side, far more than load 0.9 ever fills. Row s of `route`: cumulated chances of going on to 0, 1, …
const stationsMost = 8;
const ring = new Uint32Array(stationsMost << 16);
const head = new Uint32Array(stationsMost);
const waiting = new Uint32Array(stationsMost);
const busy = new Uint32Array(stationsMost);
const servers = new Uint32Array(stationsMost);
const service = new Float64Array(stationsMost);
const route = new Float64Array(stationsMost * 8);
let stations = 1;
let visits = 0;

// Customers: when they came, and a stack of free numbers.
const customersMost = 1 << 20;
const since = new Float64Array(customersMost);
const free = new Uint32Array(customersMost).map((_, i) => customersMost - 1 - i);
let freeCount = customersMost;

/** Inlined as literals, so that the switch is one on small integers. */
const enum Kind {
  arrival = 0,
  departure = 1,
}

function enter(station: number, customer: number, now: number): void {
  visits++;
  if (busy[station] < servers[station]) {
    busy[station]++;
    push(now + exponential(chance) * service[station], ((Kind.departure << 28) | (station << 24) | customer) >>> 0);
  } else {
    ring[(station << 16) | ((head[station] + waiting[station]++) & 0xffff)] = customer;
  }
}

function run(meanGap: number, customers: number): void {
  let done = 0;
  push(exponential(chance) * meanGap, Kind.arrival);
  while (done < customers) {
    const event = pop();
    const now = state[0];
    switch ((event >>> 28) as Kind) {
      case Kind.arrival: {
        push(now + exponential(chance) * meanGap, Kind.arrival);
        const customer = free[--freeCount];
        since[customer] = now;
        enter(0, customer, now);
        break;
      }
      case Kind.departure: {
        const station = (event >>> 24) & 15;
        const customer = event & 0xffffff;
        if (waiting[station] > 0) {
          const next = ring[(station << 16) | (head[station]++ & 0xffff)];
          waiting[station]--;
          push(now + exponential(chance) * service[station], ((Kind.departure << 28) | (station << 24) | next) >>> 0);
        } else {
          busy[station]--;
        }
        if (stations > 1) {
          const u = chance.uniform();
          const row = station << 3;
          let next = 0;
          while (next < stations && u >= route[row + next]) next++;
          if (next < stations) {
            enter(next, customer, now);
            break;
          }
        }
        state[1] += now - since[customer];
        done++;
        free[freeCount++] = customer;
        break;
      }
    }
  }
}

/** Sets the stations up and returns the mean gap between arrivals, in s. Every load is 0.9 but Jackson's: .8, .7, .6, .8, .75. */
function prepare(): number {
  servers.fill(1);
  service.fill(1);
  if (workload === 'mm1') return 1 / 0.9;
  if (workload === 'mm16') {
    servers[0] = 16;
    return 1 / 14.4;
  }
  if (workload !== 'jackson') throw new Error(`unknown workload ${workload}: mm1, mm16, jackson or hold`);
  // Traffic equations for 1/s from outside: station 0 gets 0.2 of 3's departures back, so λ0 = 1 / (1 - 0.2 · 0.85) = 1 / 0.83.
  const chances = [
    [0, 0.5, 0.5, 0, 0],
    [0, 0, 0, 1, 0],
    [0, 0, 0, 0.7, 0.3],
    [0.2, 0, 0, 0, 0.6],
    [0, 0, 0, 0, 0],
  ];
  const throughput = [1 / 0.83, 0.5 / 0.83, 0.5 / 0.83, 0.85 / 0.83, (0.3 * 0.5 + 0.6 * 0.85) / 0.83];
  const load = [0.8, 0.7, 0.6, 0.8, 0.75];
  stations = chances.length;
  chances.forEach((row, station) => {
    service[station] = load[station] / throughput[station];
    let sum = 0;
    row.forEach((share, next) => {
      sum += share;
      route[(station << 3) | next] = sum > 1 - 1e-9 ? 2 : sum;
    });
  });
  return 1;
}

function hold(operations: number, size: number): ReturnType<ReturnType<typeof stopwatch>> {
  for (let i = 0; i < size; i++) push(exponential(chance), i);
  // To the steady shape of the heap first.
  for (let i = 0; i < 2 * size + 200_000; i++) push(state[0] + exponential(chance), pop());
  const elapsed = stopwatch();
  for (let i = 0; i < operations; i++) {
    const event = pop();
    push(state[0] + exponential(chance), event);
  }
  return elapsed();
}

if (isHold) {
  const seconds = hold(Number(first), Number(second));
  console.log(JSON.stringify({ program: 'limit', workload: `hold-${second}`, events: Number(first), ...seconds, check: state[0] }));
} else {
  const customers = Number(first);
  const meanGap = prepare();
  const elapsed = stopwatch();
  run(meanGap, customers);
  const seconds = elapsed();
  console.log(JSON.stringify({ program: 'limit', workload, customers, events: 2 * visits, ...seconds, check: state[1] / customers }));
}
