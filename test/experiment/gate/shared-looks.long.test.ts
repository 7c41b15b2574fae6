import { expect, test } from 'vitest';
import { looksUpTo } from '../../../src/experiment/looks.js';
import { Sample } from '../../../src/experiment/sample.js';
import { judgeAtLook } from '../../../src/experiment/summary/judge-at.js';
import { scenarioOf } from '../../support/read.js';

const STUDIES = 200;
const LOOKS = looksUpTo(5, 8);

/** M/M/1 at load .4: the mean latency is 8 ms / (1 - .4), and the limit lies there, so that whatever is decided is wrong. */
const page = `title: One station
components: { db: { kind: service, work: { exponential: 8ms } } }
workload: { w: { arrivals: { poisson: 50/s }, call: db } }
run: { duration: 10s, warmup: 1s, replications: 5 }
objectives: { w.latency.mean: { below: ${8 / 0.6}ms } }
`;

test('a limit at the very value: the looks share the 5 %, at a plain 95 % each they would not', { timeout: 600_000 }, async () => {
  expect(LOOKS).toEqual([5, 10, 20, 40]);
  let [plain, shared] = [0, 0];
  for (let seed = 1; seed <= STUDIES; seed++) {
    const decided = await decidedBy(seed);
    if (decided.plain) plain++;
    if (decided.shared) shared++;
  }
  // 5 % of 200 and two standard deviations are 16. docs/statistics.md has both counts.
  expect(shared).toBeLessThan(16);
  expect({ plain, shared }).toEqual({ plain: 34, shared: 9 });
});

/** Whether one study comes to a verdict at any of its looks: by the 95 % interval of each, and by the one that they share. */
async function decidedBy(seed: number): Promise<{ readonly plain: boolean; readonly shared: boolean }> {
  const scenario = scenarioOf(page, [`seed=${seed}`]);
  const sample = new Sample(scenario, { sha256: '' });
  let plain = false;
  for (const count of LOOKS) {
    await sample.reach(count);
    const { objectives } = sample.summarise();
    if (objectives[0].verdict !== 'undecided') plain = true;
    const [strict] = judgeAtLook(objectives, { scenario, replications: sample.replications, looks: LOOKS.length });
    if (strict.verdict !== 'undecided') return { plain: true, shared: true };
  }
  return { plain, shared: false };
}
