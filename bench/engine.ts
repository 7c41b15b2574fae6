/**
 * One measurement of the engine in a process of its own: a scenario file read, checked, compiled and run with everything that a user gets.
 *
 *   node --import tsx bench/engine.ts FILE WORKLOAD [DURATION]
 *
 * Prints one line of JSON like bench/limit/limit.ts: events are 2 × visits to stations, so that both programs count the same.
 */
import { runScenarioFile } from '../src/index.js';
import { inlineMore } from '../src/node/inlining.js';
import { stopwatch } from './stopwatch.js';

const [, , file, workload, duration] = process.argv;
if (file === undefined || workload === undefined) throw new Error('usage: engine.ts FILE WORKLOAD [DURATION]');

// As bin/queuelab.ts does.
inlineMore();
const elapsed = stopwatch();
const results = await runScenarioFile(file, duration === undefined ? {} : { duration });
const seconds = elapsed();

// Rows of operations (a.b) and instances (a/1) are parts of the rows of components.
const rows = Object.entries(results.components).filter(([name]) => !/[./]/.test(name));
const visitsPerSecond = rows.reduce((sum, [, row]) => sum + row.arrivals_per_s!.value, 0);
const latency = results.requests[workload].latency_s;
console.log(
  JSON.stringify({
    program: 'queuelab',
    workload: file,
    events: Math.round(2 * visitsPerSecond * (results.duration_s as number)),
    calendarEvents: results.events,
    ...seconds,
    check: latency.mean!.value,
  }),
);
