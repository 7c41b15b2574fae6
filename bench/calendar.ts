/**
 * The calendar alone: one operation takes the earliest event and schedules another, with so many pending.
 *
 *   node --import tsx bench/calendar.ts OPERATIONS PENDING
 */
import { Calendar, rank, type Timed } from '../src/sim/calendar.js';
import { exponential, Xoshiro } from './limit/chance.js';
import { stopwatch } from './stopwatch.js';

const operations = Number(process.argv[2] ?? 1_000_000);
const pending = Number(process.argv[3] ?? 100);
const calendar = new Calendar();
const chance = new Xoshiro(1);
const target: Timed = { id: 0, label: 0, fire: () => undefined };

for (let i = 0; i < pending; i++) calendar.schedule(exponential(chance), rank.end, target);
hold(2 * pending + 200_000);
const elapsed = stopwatch();
hold(operations);
console.log(JSON.stringify({ program: 'queuelab', workload: `hold-${pending}`, events: operations, ...elapsed(), check: calendar.now }));

function hold(count: number): void {
  for (let i = 0; i < count; i++) {
    const next = calendar.next(Infinity);
    calendar.schedule(calendar.now + exponential(chance), rank.end, next!);
  }
}
