/**
 * The benchmark's models in simjs, the way its manual writes a queue: facilities, a source that sets itself a timer, a callback when a service ends.
 *
 *   node --import tsx bench/peers/simjs.ts mm1|mm16|jackson CUSTOMERS [SEED]
 *
 * Prints one line of JSON like bench/limit/limit.ts. The library keeps statistics of each facility in any case.
 */
import { createRequire } from 'node:module';
import { stopwatch } from '../stopwatch.js';
import { modelOf, stationAfter } from './models.js';

/** What is used here of the library, which has no types. */
interface Library {
  readonly Sim: new () => { addEntity(kind: new () => Entity): Entity; simulate(end: number): boolean };
  readonly Entity: new () => Entity;
  readonly Facility: { new (name: string, discipline: number, servers: number): object; readonly FCFS: number };
  readonly Random: new (seed: number) => { random(): number; exponential(rate: number): number };
}
interface Entity {
  time(): number;
  setTimer(delay: number): Request;
  useFacility(facility: object, duration: number): Request;
}
interface Request {
  done<Argument>(callback: (argument: Argument) => void, context: Entity, argument?: Argument): Request;
}

/** A bundle for browsers that exports nothing: it fills window.Sim, where there is a window. */
const window: { Sim?: Library } = {};
Object.assign(globalThis, { window });
createRequire(import.meta.url)('simjs');
const { Sim, Entity, Facility, Random } = window.Sim!;

const [, , workload, first = '100000', seed = '1'] = process.argv;
const model = modelOf(workload);
const customers = Number(first);
const random = new Random(Number(seed));
const facilities = model.stations.map(({ servers }, index) => new Facility(`station ${index}`, Facility.FCFS, servers));
let arrived = 0;
let visits = 0;
let sojourns = 0;

interface Job {
  readonly since: number;
  station: number;
}

class Source extends Entity {
  start(): void {
    this.setTimer(random.exponential(model.rate)).done(this.arrive, this);
  }

  readonly arrive = (): void => {
    this.visit({ since: this.time(), station: 0 });
    if (++arrived < customers) this.start();
  };

  visit(job: Job): void {
    visits++;
    const duration = random.exponential(1 / model.stations[job.station].service);
    this.useFacility(facilities[job.station], duration).done(this.served, this, job);
  }

  readonly served = (job: Job): void => {
    const station = model.stations[job.station];
    const next = station.onward.length === 0 ? null : stationAfter(station, random.random());
    if (next === null) sojourns += this.time() - job.since;
    else {
      job.station = next;
      this.visit(job);
    }
  };
}

const elapsed = stopwatch();
const simulation = new Sim();
simulation.addEntity(Source);
simulation.simulate(Infinity);
console.log(JSON.stringify({ program: 'simjs', workload, customers, events: 2 * visits, ...elapsed(), check: sojourns / customers }));
