/** A state, as a list of numbers whose meaning its test knows. */
export type State = readonly number[];
/** Where a state goes, and at which rate. */
export type Transitions = (state: State) => readonly (readonly [State, number])[];

export interface Chain {
  /** Long-run mean of a function of the state. */
  mean(value: (state: State) => number): number;
  readonly states: readonly State[];
}

/**
 * Solves a continuous-time Markov chain, explored from one state: up to 500 states by elimination without subtraction (Grassmann, Taksar &
 * Heyman 1985), above by Gauss-Seidel sweeps until no probability moves by more than 1e-15 of the largest.
 */
export function solveChain(start: State, transitions: Transitions): Chain {
  const numberOf = new Map<string, number>([[start.join(), 0]]);
  const states: State[] = [start];
  const into: [number, number][][] = [[]];
  const leaving: number[] = [];
  for (let from = 0; from < states.length; from++) {
    let total = 0;
    for (const [next, rate] of transitions(states[from])) {
      if (rate === 0 || next.join() === states[from].join()) continue;
      let to = numberOf.get(next.join());
      if (to === undefined) {
        to = states.length;
        numberOf.set(next.join(), to);
        states.push(next);
        into.push([]);
      }
      into[to].push([from, rate]);
      total += rate;
    }
    leaving.push(total);
  }
  const probabilities = states.length <= 500 ? eliminate(into) : sweep(into, leaving);
  return { states, mean: (value) => states.reduce((sum, state, index) => sum + probabilities[index] * value(state), 0) };
}

function eliminate(into: readonly (readonly [number, number])[][]): number[] {
  const size = into.length;
  const rates = Array.from({ length: size }, () => new Float64Array(size));
  into.forEach((sources, to) => sources.forEach(([from, rate]) => (rates[from][to] += rate)));
  for (let last = size - 1; last > 0; last--) {
    let out = 0;
    for (let to = 0; to < last; to++) out += rates[last][to];
    for (let from = 0; from < last; from++) {
      if (rates[from][last] === 0) continue;
      rates[from][last] /= out;
      for (let to = 0; to < last; to++) if (to !== from) rates[from][to] += rates[from][last] * rates[last][to];
    }
  }
  const weights = [1];
  for (let to = 1; to < size; to++) {
    let weight = 0;
    for (let from = 0; from < to; from++) weight += weights[from] * rates[from][to];
    weights.push(weight);
  }
  return normalise(weights);
}

function sweep(into: readonly (readonly [number, number])[][], leaving: readonly number[]): number[] {
  let values = into.map(() => 1 / into.length);
  for (let round = 0; round < 20_000; round++) {
    let moved = 0;
    let largest = 0;
    // Forwards and backwards in turn: either order alone crawls in one direction.
    for (let step = 0; step < values.length; step++) {
      const to = round % 2 === 0 ? step : values.length - 1 - step;
      let flow = 0;
      for (const [from, rate] of into[to]) flow += rate * values[from];
      const next = flow / leaving[to];
      moved = Math.max(moved, Math.abs(next - values[to]));
      largest = Math.max(largest, next);
      values[to] = next;
    }
    if (moved <= 1e-15 * largest) return normalise(values);
    if (round % 50 === 0) values = normalise(values);
  }
  throw new Error('the chain did not settle');
}

function normalise(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
