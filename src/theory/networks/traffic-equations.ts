import { requireList } from './require-list.js';
import { solve } from '../numeric/matrix.js';

/** A leaving probability below this is rounding of a row that sums to 1 (.2 + .56 + .24), not a way out. */
const ROUNDING = 1e-12;

/**
 * Arrival rates at the stations of an open network: the solution of λ_j = γ_j + Σ_i λ_i P_ij (Jackson 1957).
 * They are also its throughputs where every station keeps up. Any routing matrix, loops included.
 *
 * @param external γ: jobs per second that enter from outside, by station
 * @param routing P: share of the jobs that go from row to column; what a row lacks to 1 leaves the network
 * @returns λ: jobs per second, by station; 0 where no job ever comes
 * @throws RangeError for a share outside 0..1, a row beyond 1, or where jobs arrive that never leave (the stations are named, counted from 1)
 */
export function arrivalRates(external: readonly number[], routing: readonly (readonly number[])[]): number[] {
  const size = external.length;
  requireList('The external arrival rates', external, size);
  checkRouting(routing, size);
  const visited = reachableFrom(
    external.map((rate) => rate > 0),
    routing,
  );
  const leaves = routing.map((row) => leavingShare(row) > 0);
  const leavesAtLast = reachableFrom(leaves, transpose(routing));
  const trapped = visited.flatMap((isVisited, station) => (isVisited && !leavesAtLast[station] ? [station + 1] : []));
  if (trapped.length > 0) throw new RangeError(`Jobs that reach station ${trapped.join(', ')} never leave the network.`);
  return solveBalance(external, routing, visited);
}

/**
 * Mean visits to each station between two visits to `reference` in a closed network: v = v P with v at `reference` = 1.
 *
 * @param routing P: share of the jobs that go from row to column; every row visited sums to 1
 * @param reference index (from 0) of the station at which a cycle begins
 * @throws RangeError where jobs leave (a row below 1) or may not come back to the reference
 */
export function closedVisits(routing: readonly (readonly number[])[], reference: number): number[] {
  const size = routing.length;
  checkRouting(routing, size);
  if (!(reference in routing)) throw new RangeError(`There is no station with index ${reference}.`);
  const visited = reachableFrom(
    routing.map((_, station) => station === reference),
    routing,
  );
  const comesBack = reachableFrom(
    routing.map((_, station) => station === reference),
    transpose(routing),
  );
  visited.forEach((isVisited, station) => {
    if (!isVisited) return;
    if (leavingShare(routing[station]) > 0) throw new RangeError(`Jobs leave the closed network after station ${station + 1}: its shares sum to less than 1.`);
    if (!comesBack[station]) throw new RangeError(`Jobs that reach station ${station + 1} never come back to station ${reference + 1}.`);
  });
  // Cut the cycle at the reference: a job "enters" as it leaves the reference, and "leaves" when it is about to come back.
  const entering = routing[reference].map((share, station) => (station === reference ? 0 : share));
  const inside = routing.map((row, from) => row.map((share, to) => (from === reference || to === reference ? 0 : share)));
  const others = visited.map((isVisited, station) => isVisited && station !== reference);
  const visits = solveBalance(entering, inside, others);
  visits[reference] = 1;
  return visits;
}

/**
 * Mean time from entry to departure of a job that enters at each station: t_i = w_i + Σ_j P_ij t_j.
 *
 * @param timePerVisit w: seconds per visit, by station
 * @param routing P, as in arrivalRates
 * @returns seconds, by station of entry; Infinity where a job may never leave
 */
export function timeToLeave(timePerVisit: readonly number[], routing: readonly (readonly number[])[]): number[] {
  checkRouting(routing, timePerVisit.length);
  const leaves = routing.map((row) => leavingShare(row) > 0);
  const canLeave = reachableFrom(leaves, transpose(routing));
  const mayStay = reachableFrom(
    canLeave.map((can) => !can),
    transpose(routing),
  );
  const finite = mayStay.map((may) => !may);
  const times = solveBalance(
    timePerVisit.map((time, station) => (finite[station] ? time : 0)),
    transpose(routing),
    finite,
  );
  return times.map((time, station) => (finite[station] ? time : Infinity));
}

/** λ = γ + λ P among the chosen stations, 0 elsewhere. */
function solveBalance(external: readonly number[], routing: readonly (readonly number[])[], chosen: readonly boolean[]): number[] {
  const indices = chosen.flatMap((isChosen, station) => (isChosen ? [station] : []));
  const matrix = indices.map((to) => indices.map((from) => (to === from ? 1 : 0) - routing[from][to]));
  const solution = solve(
    matrix,
    indices.map((station) => [external[station]]),
  );
  const rates = external.map(() => 0);
  indices.forEach((station, index) => (rates[station] = solution[index][0]));
  return rates;
}

function reachableFrom(start: readonly boolean[], routing: readonly (readonly number[])[]): boolean[] {
  const reached = [...start];
  const pending = start.flatMap((isStart, station) => (isStart ? [station] : []));
  for (let from = pending.pop(); from !== undefined; from = pending.pop()) {
    routing[from].forEach((share, to) => {
      if (share > 0 && !reached[to]) {
        reached[to] = true;
        pending.push(to);
      }
    });
  }
  return reached;
}

function leavingShare(row: readonly number[]): number {
  const share = 1 - row.reduce((all, value) => all + value, 0);
  return share > ROUNDING ? share : 0;
}

function transpose(routing: readonly (readonly number[])[]): number[][] {
  return routing.map((_, column) => routing.map((row) => row[column]));
}

function checkRouting(routing: readonly (readonly number[])[], size: number): void {
  if (routing.length !== size) throw new RangeError(`The routing matrix must have ${size} rows, not ${routing.length}.`);
  routing.forEach((row, station) => {
    requireList(`Row ${station + 1} of the routing matrix`, row, size);
    if (row.reduce((all, value) => all + value, 0) > 1 + ROUNDING) throw new RangeError(`Row ${station + 1} of the routing matrix sums to more than 1.`);
  });
}
