/**
 * One measurement of the engine in a process of its own: a scenario file read, checked, compiled and run with everything that a user gets.
 *
 *   npm run build && node bench/engine.mjs FILE WORKLOAD [DURATION]
 *
 * It runs what is shipped. In a process that translates sources as it loads them (tsx) the engine is up to a tenth slower, the hand-tuned program is not.
 *
 * Prints one line of JSON like bench/limit/limit.ts: events are 2 × visits to stations, so that both programs count the same.
 */
import { runScenarioFile } from '../dist/src/index.js';
import { inlineMore } from '../dist/src/node/inlining.js';

const [, , file, workload, duration] = process.argv;
if (file === undefined || workload === undefined) throw new Error('usage: engine.mjs FILE WORKLOAD [DURATION]');

// As bin/queuelab.ts does.
inlineMore();
// As bench/stopwatch.ts does.
const cpuBefore = process.cpuUsage();
const before = performance.now();
const results = await runScenarioFile(file, duration === undefined ? {} : { duration });
const wall = (performance.now() - before) / 1e3;
const { user, system } = process.cpuUsage(cpuBefore);

// Rows of operations (a.b) and instances (a/1) are parts of the rows of components.
const rows = Object.entries(results.components).filter(([name]) => !/[./]/.test(name));
const visitsPerSecond = rows.reduce((sum, [, row]) => sum + row.arrivals_per_s.value, 0);
console.log(
  JSON.stringify({
    program: 'queuelab',
    workload: file,
    events: Math.round(2 * visitsPerSecond * results.duration_s),
    calendarEvents: results.events,
    wall,
    cpu: (user + system) / 1e6,
    check: results.requests[workload].latency_s.mean.value,
  }),
);
