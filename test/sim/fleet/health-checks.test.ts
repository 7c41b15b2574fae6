import { describe, expect, it } from 'vitest';
import { rank } from '../../../src/sim/calendar.js';
import { Engine } from '../../../src/sim/engine.js';
import { HealthChecks, type HealthSettings, type Patient } from '../../../src/sim/fleet/health-checks.js';

class FakePatient implements Patient {
  isDown = false;
  isStanding = false;
  since = 0;
  private tell: () => void = () => {};
  onGoingOn(tell: () => void): void {
    this.tell = tell;
  }
  goOn(): void {
    this.isStanding = false;
    this.tell();
  }
}

type Change = readonly [number, (patient: FakePatient, now: number) => void];
const fall: Change[1] = (patient, now) => Object.assign(patient, { isDown: true, since: now });
const rise: Change[1] = (patient) => Object.assign(patient, { isDown: false });
const stand: Change[1] = (patient, now) => Object.assign(patient, { isStanding: true, since: now });
const goOn: Change[1] = (patient) => patient.goOn();

/** When calls are sent elsewhere ('out') and again ('in'), of one instance that is first checked after `first` seconds; every 10 s, time-out 1 s. */
function turns(first: number, settings: Partial<HealthSettings>, changes: readonly Change[]): { list: string[]; checks: HealthChecks } {
  const engine = new Engine();
  const list: string[] = [];
  const checks = new HealthChecks(engine, 1, { every: 10, timeout: 1, failures: 3, successes: 1, ...settings }, 1, () => list.push(`${engine.now} returned`));
  const patient = new FakePatient();
  for (const [time, change] of changes) engine.calendar.schedule(time, rank.control, { id: 0, label: 0, fire: () => change(patient, engine.now) });
  checks.start([patient], () => first);
  let was = true;
  for (let time = 0; time <= 100; time += 0.5) {
    engine.run(time, 1e6);
    if (checks.sendsTo(0) !== was) list.push(`${time} ${was ? 'out' : 'in'}`);
    was = checks.sendsTo(0);
  }
  return { list, checks };
}

describe('health checks, by hand', () => {
  it('take an instance that is down out after three checks, and back after one', () => {
    // Probes at 4, 14, 24 …; down from 5 to 52: those at 14, 24, 34 fail, that of 54 is answered.
    const { list, checks } = turns(4, {}, [
      [5, fall],
      [52, rise],
    ]);
    expect(list).toEqual(['34 out', '54 returned', '54 in']);
    expect(checks.detection.tally.sum).toBe(34 - 5);
    expect(checks.inRotation.integral(100)).toBe(100 - (54 - 34));
  });

  it('count in a row: an outage between two checks is not seen, and a short one does not count on', () => {
    // 14 fails, 24 is answered; 34 and 44 fail, 54 is answered.
    expect(
      turns(4, {}, [
        [5, fall],
        [20, rise],
        [30, fall],
        [50, rise],
        [55, fall],
        [63, rise],
      ]).list,
    ).toEqual([]);
  });

  it('wait for the answer of one that stands still as long as the time-out', () => {
    // Probes at 14 and 24 have no answer by 15 and 25; that of 34 waits for 0.5 s, until it goes on.
    const { list, checks } = turns(4, { failures: 2 }, [
      [5, stand],
      [34.5, goOn],
    ]);
    expect(list).toEqual(['25 out', '34.5 returned', '34.5 in']);
    expect(checks.detection.tally.sum).toBe(20);
  });

  it('bring back only after as many answers as are asked for', () => {
    // Probes at 10, 20, 30 …: at the instant of the fall the fall comes first, having been planned first.
    expect(
      turns(10, { failures: 1, successes: 3 }, [
        [10, fall],
        [35, rise],
        [55, fall],
        [58, rise],
      ]).list,
    ).toEqual(['10 out', '60 returned', '60 in']);
  });

  it('forget what was counted when the window opens', () => {
    const { checks } = turns(4, {}, [[5, fall]]);
    checks.reset(100);
    expect(checks.detection.tally.count).toBe(0);
    expect(checks.inRotation.integral(110)).toBe(0);
  });
});
