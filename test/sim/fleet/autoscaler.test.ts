import { describe, expect, it } from 'vitest';
import { wire } from '../../../src/scenario/compile/wire.js';
import type { System } from '../../../src/scenario/compile/system.js';
import type { TimeAverage } from '../../../src/sim/statistics/time-average.js';
import { eventList } from '../../support/event-list.js';
import { scenarioOf } from '../../support/read.js';

function wired(yaml: string, warmup = 0): System {
  const scenario = scenarioOf(yaml);
  return wire(scenario, { seed: scenario.seed, replication: 0, warmup, curves: false });
}

/** The level of a statistic of the fleet at an instant. */
const levelOf = (system: System, time: number, name: string): TimeAverage => {
  const statistic = system.components[0].fleet!.statistics(time)[name];
  if (statistic.type !== 'level') throw new Error(`${name} is no level`);
  return statistic.level;
};

/** 'TIME instances' whenever their number has changed, looked at twice a second; those in service by the presence of their servers. */
function follow(system: System, end: number): string[] {
  const { fleet, component } = system.components[0];
  const list: string[] = [];
  let last = '';
  for (let time = 0; time <= end; time += 0.5) {
    system.run(1e9, time);
    const present = component.stations.filter(({ index }) => fleet!.presenceOf(index)!.level === 1).map(({ index }) => index + 1);
    const now = `${levelOf(system, time, 'instances').level} paid, there: ${present.join(' ')}`;
    if (now !== last) list.push(`${time} ${now}`);
    last = now;
  }
  return list;
}

/** Work of 10 s, and evaluations every 10 s: each batch is what its instances have to do from one evaluation to the next. First the ends of work, then the evaluation, then arrivals. */
const steps = (scale: string, batches: string) => `title: Steps
components:
  web: { kind: service, servers: 10, work: 10s, scale: { utilisation: 50%, every: 10s, boot: 15s, max: 4, scaleInCooldown: 25s${scale} } }
workload: { jobs: { arrivals: { every: 10s, batch: { sequence: [${batches}] }, count: 12 }, call: web } }
run: { duration: 130s, replications: 1 }
`;
const load = '4, 10, 10, 18, 18, 3, 3, 3, 3, 3, 3, 3';

describe('an autoscaler, by hand', () => {
  it('follows a step of the load: boots, cools down, and goes back', () => {
    const system = wired(steps('', load));
    expect(follow(system, 130)).toEqual([
      '0 1 paid, there: 1',
      // At 20: 4 of 10 servers, 0.8 instances at the target: one. At 30: 10 of 10, two.
      '30 2 paid, there: 1',
      // At 40: 10 of 10 of the one in service, two, of which one boots. It comes at 45; 8 of the 18 jobs of 40 s wait at the first all the same.
      '45 2 paid, there: 1 2',
      // At 50: 100 s of work in 10 s and 5 s of ten servers each, 67 %: 2.67 instances.
      '50 3 paid, there: 1 2',
      // At 60: ten at the first, nine at the second: 3.8.
      '60 4 paid, there: 1 2',
      '65 4 paid, there: 1 2 3',
      // At 70: 90 s and 10 s in 25 s of ten servers each: 2.4; at 80: 0.69. No scale-in before 60 s + 25 s.
      '75 4 paid, there: 1 2 3 4',
      // At 90: 0.6. The last that came go first; their jobs have just ended.
      '90 1 paid, there: 1',
    ]);
    const found = system.components[0].fleet!.statistics(130);
    expect(levelOf(system, 130, 'instances').integral(130)).toBe(30 + 2 * 20 + 3 * 10 + 4 * 30 + 40);
    expect(found['instance_hours_per_run']).toMatchObject({ numerator: 260 / 3600, denominator: 1 });
    // From 30 to 45 one of two, from 50 to 65 two of three and of four, to 70 three of four.
    expect(found['under_provisioned']).toMatchObject({ numerator: 15 + 20, denominator: 130 });
    expect(found['scale_outs_per_hour']).toMatchObject({ numerator: 3 });
    expect(found['scale_ins_per_hour']).toMatchObject({ numerator: 1 });
  });

  it('is the same where the statistics open in between', () => {
    const system = wired(steps('', load), 47);
    const list = follow(system, 130).map((line) => line.replace(' paid', ''));
    expect(list).toEqual(follow(wired(steps('', load)), 130).map((line) => line.replace(' paid', '')));
    expect(levelOf(system, 130, 'instances').integral(130)).toBe(2 * 3 + 3 * 10 + 4 * 30 + 40);
    expect(system.components[0].fleet!.statistics(130)['under_provisioned']).toMatchObject({ numerator: 20, denominator: 83 });
  });

  it('gives up what boots before it takes what serves', () => {
    // At 30 two are wanted, and one begins to boot for 35 s; at 40 one is enough, and there is no cooldown.
    const yaml = steps('', '0, 10, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3').replace('boot: 15s', 'boot: 35s').replace('scaleInCooldown: 25s', 'scaleInCooldown: 0s');
    expect(follow(wired(yaml), 130)).toEqual(['0 1 paid, there: 1', '30 2 paid, there: 1', '40 1 paid, there: 1']);
  });

  it('drains: no new calls, the jobs inside end, then it is gone', () => {
    const { lines, system } = eventList(`title: Drain
components:
  web: { kind: service, servers: 10, instances: 2, work: 30s, scale: { utilisation: 50%, every: 10s, boot: 0s, max: 3, tolerance: 0%, scaleInCooldown: 0s } }
workload: { jobs: { arrivals: { at: [5s, 6s, 12s, 13s] }, call: web } }
run: { duration: 60s, replications: 1 }
`);
    expect(lines).toEqual([
      '5 web/1.serve enters',
      '6 web/2.serve enters',
      // At 10 9 s of work in 200 s of servers: one instance is enough.
      '12 web/1.serve enters',
      '13 web/1.serve enters',
      '35 web/1.serve leaves ok',
      '36 web/2.serve leaves ok',
      '42 web/1.serve leaves ok',
      '43 web/1.serve leaves ok',
    ]);
    expect(levelOf(system, 60, 'instances').integral(60)).toBe(36 + 60);
    expect(system.components[0].fleet!.presenceOf(1)!.integral(60)).toBe(36);
  });

  it('by the queue wants an instance for so many that wait', () => {
    // One server, work of 10 s: of 7 jobs at 10 s, 6 wait for ten seconds. Three each: two instances at 20.
    const yaml = steps('', '7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0').replace('servers: 10, ', '').replace('utilisation: 50%', 'queue: 3');
    // At 30: 5 wait, 1.67, two; at 40: 4, 1.33 two; at 50: 3, one, and so on; the instance that came last had nothing to do.
    expect(follow(wired(yaml), 130)).toEqual(['0 1 paid, there: 1', '20 2 paid, there: 1', '35 2 paid, there: 1 2', '50 1 paid, there: 1']);
  });
});

describe('an autoscaler under random load', () => {
  const page = (seed: number, scale: string, instances: number) => `title: Random
seed: ${seed}
components:
  web: { kind: service, servers: 2, queue: 30, instances: ${instances}, work: { exponential: 400ms }, calls: {}, scale: { every: 5s, boot: { exponential: 8s }, scaleInCooldown: 5s, ${scale} } }
workload: { jobs: { arrivals: { poisson: { phases: [{ for: 60s, rate: 5/s, rampTo: 60/s }, { for: 60s, rate: 60/s, rampTo: 3/s }, { for: 60s, rate: 3/s }] } }, call: web } }
run: { duration: 200s, replications: 1 }
`;

  it.each([1, 2, 3, 4])('seed %i: loses no job, and keeps within its bounds', (seed) => {
    const scale = seed % 2 === 0 ? 'utilisation: 60%, min: 2, max: 12' : 'queue: 2, min: 2, max: 12';
    const system = wired(page(seed, scale, 2 + (seed % 3)));
    const { component, fleet } = system.components[0];
    let most = 0;
    let entered = 0;
    for (const station of component.stations) {
      const enter = station.enter.bind(station);
      station.enter = (job, operation) => {
        // Calls come to those in service alone.
        expect(fleet!.presenceOf(station.index)!.level).toBe(1);
        entered++;
        enter(job, operation);
      };
    }
    for (let time = 1; time <= 200; time++) {
      system.run(1e9, time);
      const paid = levelOf(system, time, 'instances').level;
      expect(paid).toBeGreaterThanOrEqual(2);
      expect(paid).toBeLessThanOrEqual(12);
      most = Math.max(most, paid);
      // Jobs are inside instances that are there.
      for (const { inside, index } of component.stations) if (inside > 0) expect(fleet!.presenceOf(index)!.level).toBe(1);
    }
    expect(most).toBeGreaterThan(4);
    const cells = component.stations.map(({ cells: [cell] }) => cell);
    const ended = cells.reduce((sum, { outcomes }) => sum + outcomes.reduce((all, one) => all + one, 0), 0);
    expect(ended + cells.reduce((sum, { inside }) => sum + inside, 0)).toBe(entered);
    expect(cells.reduce((sum, { arrivals }) => sum + arrivals, 0)).toBe(entered);
  });

  it('in the long run has as many instances as the load asks for', () => {
    const system = wired(
      `title: Steady
components:
  web: { kind: service, servers: 4, instances: 15, balance: least-connections, work: { exponential: 1s }, scale: { utilisation: 50%, max: 60, boot: 30s, every: 15s, tolerance: 0%, scaleInCooldown: 0s } }
workload: { jobs: { arrivals: { poisson: 30/s }, call: web } }
run: { duration: 1500s, warmup: 100s, replications: 1 }
`,
      100,
    );
    system.run(1e9);
    // 30 servers busy in the mean, 60 at the target: 15 instances, rounded up at every evaluation; half an instance more, and a boot in time now and then.
    const mean = levelOf(system, 1500, 'instances').integral(1500) / 1400;
    expect(mean).toBeGreaterThan(15);
    expect(mean).toBeLessThan(16.5);
  });
});
