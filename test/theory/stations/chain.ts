/**
 * Long-run probabilities of a Markov chain that is given by its transitions alone, state by state: the independent solution beside the formulas. Sweeps of
 * Gauss–Seidel over the states that are reached from `start`, until nothing changes.
 */
export interface Transition {
  readonly to: readonly number[];
  readonly rate: number;
}

export interface Solved {
  /** P(state). */
  probability(state: readonly number[]): number;
  /** Σ P(state) value(state). */
  mean(value: (...state: number[]) => number): number;
}

export function solveChain(start: readonly number[], transitions: (...state: number[]) => readonly Transition[]): Solved {
  const index = new Map<string, number>([[String(start), 0]]);
  const states: (readonly number[])[] = [start];
  const into: { from: number; rate: number }[][] = [[]];
  const out: number[] = [];
  for (let from = 0; from < states.length; from++) {
    out.push(0);
    for (const { to, rate } of transitions(...states[from])) {
      if (rate === 0) continue;
      const key = String(to);
      let target = index.get(key);
      if (target === undefined) {
        target = states.length;
        index.set(key, target);
        states.push(to);
        into.push([]);
      }
      if (target === from) continue;
      into[target].push({ from, rate });
      out[from] += rate;
    }
  }
  const p = new Float64Array(states.length).fill(1 / states.length);
  for (let sweep = 0; sweep < 20_000; sweep++) {
    let change = 0;
    // Up and down alternately: probability travels both ways.
    for (let k = 0; k < p.length; k++) {
      const i = sweep % 2 === 0 ? k : p.length - 1 - k;
      let flow = 0;
      for (const { from, rate } of into[i]) flow += p[from] * rate;
      const next = flow / out[i];
      change = Math.max(change, Math.abs(next - p[i]));
      p[i] = next;
    }
    const total = p.reduce((sum, x) => sum + x, 0);
    for (let i = 0; i < p.length; i++) p[i] /= total;
    if (change < 1e-16 && sweep > 20) break;
    if (sweep === 19_999) throw new Error(`The chain of ${p.length} states did not settle: last change ${change}.`);
  }
  return {
    probability: (state) => p[index.get(String(state)) ?? -1] ?? 0,
    mean: (value) => states.reduce((sum, state, i) => sum + p[i] * value(...state), 0),
  };
}
