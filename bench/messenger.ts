/**
 * A messenger with a million users in ten minutes of an evening (scenarios/instant-messaging/million.yaml): wall time, memory, events a second.
 *
 *   node --max-old-space-size=3500 --import tsx bench/messenger.ts
 */
import { join } from 'node:path';
import { diskReader } from '../src/node/disk-reader.js';
import { readScenario } from '../src/scenario/read-scenario.js';
import { wire } from '../src/scenario/compile/wire.js';
import { root } from './programs.js';
import { stopwatch } from './stopwatch.js';

const { scenario } = readScenario({ file: join(root, 'scenarios/instant-messaging/million.yaml'), sets: [], reader: diskReader });
const tell = stopwatch();
const system = wire(scenario!, { seed: 1, replication: 0, warmup: 60, curves: false });
const wired = tell();
while (!system.run(1_000_000));
const { wall, cpu } = tell();
const { events, jobCount } = system.engine;
const offered = system.workloads.flatMap(({ requests }) => requests).reduce((sum, { cell }) => sum + cell.offered, 0);
console.log(`requests    ${offered.toLocaleString('en')} in the nine minutes that count, ${jobCount.toLocaleString('en')} jobs in all`);
console.log(
  `time        ${wall.toFixed(0)} s for 600 s, ${cpu.toFixed(0)} s of processor time (${wired.cpu.toFixed(0)} of them for a million friends' lists and so on, before the first event)`,
);
console.log(
  `events      ${events.toLocaleString('en')}, ${Math.round(events / wall / 1000)} thousand a second, ${Math.round(events / cpu / 1000)} thousand a second of processor time`,
);
console.log(`memory      ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB at most`);
