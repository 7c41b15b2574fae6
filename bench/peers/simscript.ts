/**
 * The benchmark's models in SimScript, the way its manual writes them: an entity a job, whose script enters a queue, delays and leaves it.
 *
 *   node --import tsx bench/peers/simscript.ts mm1|mm16|jackson CUSTOMERS [SEED]
 *
 * Prints one line of JSON like bench/limit/limit.ts. The library keeps statistics of each queue in any case. Its shorter `seize` is not used: it leaves
 * out every service below a thousandth of the unit of time.
 */
import { Entity, Exponential, Queue, RandomVar, Simulation, SimulationState } from 'simscript';
import { stopwatch } from '../stopwatch.js';
import { modelOf, stationAfter, type Station } from './models.js';

const [, , workload, first = '10000', seed = '1'] = process.argv;
const model = modelOf(workload);
const customers = Number(first);
let visits = 0;
let sojourns = 0;

class Network extends Simulation {
  readonly stations = model.stations.map(({ servers, service }, index) => ({
    queue: new Queue(`station ${index}`, servers),
    service: new Exponential(service, 1000 * Number(seed) + index),
  }));
  readonly choice = new RandomVar(1000 * Number(seed) + 100);

  override onStarting(): void {
    super.onStarting();
    this.generateEntities(Job, new Exponential(1 / model.rate, 1000 * Number(seed) + 101), customers);
  }
}

class Job extends Entity<Network> {
  override async script(): Promise<void> {
    const { simulation } = this;
    const since = simulation.timeNow;
    for (let station: number | null = 0; station !== null;) {
      const { queue, service } = simulation.stations[station];
      visits++;
      await this.enterQueue(queue);
      await this.delay(service.sample());
      this.leaveQueue(queue);
      const declared: Station = model.stations[station];
      station = declared.onward.length === 0 ? null : stationAfter(declared, simulation.choice.sample());
    }
    sojourns += simulation.timeNow - since;
  }
}

// Four times a second it asks the browser for a frame, so as not to block the page.
Object.assign(globalThis, { requestAnimationFrame: (callback: () => void) => setImmediate(callback) });

const elapsed = stopwatch();
const simulation = new Network();
await new Promise<void>((resolve) => {
  simulation.stateChanged.addEventListener(() => {
    if (simulation.state === SimulationState.Finished) resolve();
  });
  void simulation.start();
});
console.log(JSON.stringify({ program: 'simscript', workload, customers, events: 2 * visits, ...elapsed(), check: sojourns / customers }));
