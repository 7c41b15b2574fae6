import type { OwnStatistic } from '../../models/define.js';
import { FixedWeights, WeightedLeastConnections, WeightedRandom, WeightedRoundRobin, type Weights } from '../../sim/balance.js';
import type { Balancer } from '../../sim/component.js';
import type { Engine } from '../../sim/engine.js';
import type { Station } from '../../sim/station.js';
import type { TimeAverage } from '../../sim/statistics/time-average.js';
import { Autoscaler } from '../../sim/fleet/autoscaler.js';
import type { WatchedStation } from '../../sim/fleet/watched-station.js';
import type { Door } from '../../sim/faults/door.js';
import type { Pace } from '../../sim/faults/pace.js';
import { HealthChecks, type Patient } from '../../sim/fleet/health-checks.js';
import { Rotation } from '../../sim/fleet/rotation.js';
import { SlowStart } from '../../sim/fleet/slow-start.js';
import type { ComponentDeclaration, Scale } from '../scenario.js';
import type { Exposure } from './exposure.js';
import { forgetPolicies } from './link-policy.js';
import type { Wiring } from './wiring.js';

/** The instances of a component, where something decides over time which of them calls are sent to. */
export interface Fleet {
  readonly balancer: Balancer;
  /** At time 0, when everything is linked. */
  start(stations: readonly Station[]): void;
  /** Statistics of the component as a whole, by result name, read at the end of the window. */
  statistics(end: number): Readonly<Record<string, OwnStatistic>>;
  /** Instances with servers over time, 0 or 1; null: always. */
  presenceOf(instance: number): TimeAverage | null;
}

/**
 * Who chooses among several instances.
 *
 * @param makePlain the balance as the scenario names it, among instances that are all there
 */
export function makeFleet(declaration: ComponentDeclaration, wiring: Wiring, exposure: Exposure | null, makePlain: () => Balancer): Fleet {
  const { balance, health, instances, scale } = declaration;
  // Where items have a place of their own, there is no other instance for them.
  const canCrash = exposure?.canCrash === true && !('key' in balance);
  const slowStart = declaration.slowStart === null || !(canCrash || exposure?.paces || scale !== null) ? null : makeSlowStart(declaration, wiring);
  const plain = slowStart === null ? makePlain() : makeWeighted(declaration, slowStart, wiring);
  const returned = (instance: number): void => slowStart?.begin(instance);
  if (scale !== null) return makeScaled(declaration, scale, { wiring, plain, returned });
  if (health !== null) {
    const checks = new HealthChecks(wiring.engine, wiring.label(declaration.name), health, instances.length, returned);
    return {
      balancer: new Rotation(plain, checks),
      start() {
        if (exposure === null) return;
        const phases = wiring.stream(declaration.name, 'health');
        checks.start(
          instances.map((_, index) => patientOf(exposure.doors?.[index] ?? null, exposure.paces?.[index] ?? null)),
          () => phases.double() * health.every,
        );
      },
      presenceOf: () => null,
      statistics: () => ({ in_rotation: { type: 'level', level: checks.inRotation }, detection_s: { type: 'times', times: checks.detection } }),
    };
  }
  if (!canCrash) return { balancer: plain, ...nothingMore };
  const doors = exposure.doors!;
  if (slowStart !== null) doors.forEach((door, instance) => (door.whenUp = () => returned(instance)));
  // Without health checks it is known at once who is down.
  return { balancer: new Rotation(plain, { sendsTo: (instance) => !doors[instance].isDown }), ...nothingMore };
}

function makeScaled(
  declaration: ComponentDeclaration,
  scale: Scale,
  { wiring, plain, returned }: { readonly wiring: Wiring; readonly plain: Balancer; readonly returned: (instance: number) => void },
): Fleet {
  const { engine } = wiring;
  const boot = wiring.sampler(scale.boot, declaration.name, 'boot');
  const autoscaler = new Autoscaler(
    engine,
    wiring.label(declaration.name),
    { ...scale, servers: declaration.servers, boot },
    { came: returned, went: (instance) => forgetPolicies(declaration.calls.values(), instance, wiring) },
  );
  const window = new Opening(engine);
  return {
    balancer: new Rotation(plain, autoscaler),
    start: (stations) => autoscaler.start(stations as readonly WatchedStation[]),
    presenceOf: (instance) => autoscaler.presenceOf(instance),
    statistics(end) {
      const { instances, short, scaleOuts, scaleIns } = autoscaler;
      const hours = (end - window.at) / 3600;
      return {
        instances: { type: 'level', level: instances },
        instance_hours_per_run: { type: 'mean', numerator: instances.integral(end) / 3600, denominator: 1 },
        under_provisioned: { type: 'ratio', numerator: short.integral(end), denominator: end - window.at },
        scale_outs_per_hour: { type: 'mean', numerator: scaleOuts, denominator: hours },
        scale_ins_per_hour: { type: 'mean', numerator: scaleIns, denominator: hours },
      };
    },
  };
}

/** When the statistics opened last, in seconds. */
class Opening {
  at = 0;
  constructor(engine: Engine) {
    engine.observe(this);
  }
  reset(now: number): void {
    this.at = now;
  }
}

const nothingMore: Pick<Fleet, 'start' | 'statistics' | 'presenceOf'> = { start() {}, statistics: () => ({}), presenceOf: () => null };

function makeSlowStart({ slowStart, balance, instances }: ComponentDeclaration, { engine }: Wiring): SlowStart {
  return new SlowStart(engine.calendar, instances.length, slowStart!, 'weights' in balance ? new FixedWeights(balance.weights) : null);
}

/** The balances that look at weights. */
function makeWeighted({ balance, instances, name }: ComponentDeclaration, weights: Weights, wiring: Wiring): Balancer {
  switch (balance.by) {
    case 'round-robin':
    case 'weighted-round-robin':
      return new WeightedRoundRobin(weights, instances.length);
    case 'random':
    case 'weighted-random':
      return new WeightedRandom(weights, wiring.stream(name, 'balance'));
    case 'least-connections':
      return new WeightedLeastConnections(weights);
    default:
      throw new Error(`slow start beside the balance ${balance.by} passed the checks`);
  }
}

function patientOf(door: Door | null, pace: Pace | null): Patient {
  return {
    get isDown() {
      return door?.isDown ?? false;
    },
    get isStanding() {
      return pace?.isStanding ?? false;
    },
    get since() {
      return Math.min(door?.isDown === true ? door.downSince : Infinity, pace?.isStanding === true ? pace.standingSince : Infinity);
    },
    onGoingOn(tell) {
      if (pace !== null) pace.whenGoingOn = tell;
    },
  };
}
