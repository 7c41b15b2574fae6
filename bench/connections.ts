/**
 * A million open connections: memory, how much faster than real time they live, and their heartbeats a second beside what theory says.
 *
 *   node --import tsx bench/connections.ts
 *
 * The whole way of a user (file read, checked, compiled, wired, run). People come and go by exponential times, a tenth of them without a word.
 */
import { join } from 'node:path';
import { diskReader } from '../src/node/disk-reader.js';
import { readScenario } from '../src/scenario/read-scenario.js';
import { wire } from '../src/scenario/compile/wire.js';
import type { ConnectionsBehaviour } from '../src/models/connections.js';
import { root } from './programs.js';
import { stopwatch } from './stopwatch.js';

/** Of bench/models/connections.yaml, seconds. */
const model = { users: 2_200_000, online: 420, away: 480, silent: 0.1, heartbeat: 25, timeout: 20, duration: 600, warmup: 60 };

const { scenario } = readScenario({ file: join(root, 'bench/models/connections.yaml'), sets: [], reader: diskReader });
const tell = stopwatch();
const system = wire(scenario!, { seed: 1, replication: 0, warmup: model.warmup, curves: false });
const wired = tell();
while (!system.run(1_000_000));
const { wall, cpu } = tell();
const { gateways } = system.components[0].behaviour as ConnectionsBehaviour;
const window = model.duration - model.warmup;
const mean = (of: (gateway: (typeof gateways)[number]) => { integral(end: number): number }): number =>
  gateways.reduce((sum, gateway) => sum + of(gateway).integral(model.duration), 0) / window;
const online = mean((gateway) => gateway.online);
const heartbeats = mean((gateway) => gateway.heartbeats);
const expected = theory();

console.log(
  `${Math.round(online).toLocaleString('en')} of ${model.users.toLocaleString('en')} people connected (alternating renewal: ${Math.round(expected.online).toLocaleString('en')})`,
);
console.log(`heartbeats  ${heartbeats.toFixed(0)} /s, theory ${expected.heartbeats.toFixed(0)} /s`);
console.log(`memory      ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB at most, the program itself included`);
console.log(
  `time        ${model.duration} s of ${wall.toFixed(1)} s, ${Math.round(model.duration / wall)} × real time (${cpu.toFixed(1)} s of processor time, ${wired.cpu.toFixed(1)} of them before the first event)`,
);
console.log(`events      ${system.engine.events.toLocaleString('en')}, ${Math.round(system.engine.events / cpu / 1000)} thousand a second of processor time`);

/**
 * There is a share online / (online + away) of the people (alternating renewal). A silent departure leaves a ghost until the next heartbeat, after U
 * uniform up to an interval, has had no answer, or its user is back: E[min(U + timeout, away)].
 */
function theory(): { readonly online: number; readonly heartbeats: number } {
  const { users, online: stay, away, silent, heartbeat, timeout } = model;
  const survives = (seconds: number): number => Math.exp(-seconds / away);
  const ghost = away * (1 - ((survives(timeout) - survives(timeout + heartbeat)) * away) / heartbeat);
  const cycles = users / (stay + away);
  return { online: cycles * stay, heartbeats: (cycles * (stay + silent * ghost)) / heartbeat };
}
