import type { ClosedNetwork } from '../../../src/theory/networks/closed-exact.js';

/** The recursion of Reiser & Lavenberg (1980) for single servers and delays, over all population vectors: R_ir(n) = D_ir (1 + L_i(n - e_r)). */
export function meanValueAnalysis({ classes, stations }: ClosedNetwork): { throughputs: number[]; numbers: number[][] } {
  const totals = new Map<string, number[]>();
  let throughputs: number[] = [];
  let numbers: number[][] = [];
  const visit = (vector: number[]): void => {
    const times = stations.map(({ servers, demands }, station) =>
      demands.map((demand, one) => {
        if (vector[one] === 0 || servers === Infinity) return vector[one] === 0 ? 0 : demand;
        const fewer = vector.map((count, other) => (other === one ? count - 1 : count));
        return demand * (1 + (totals.get(fewer.join()) ?? [])[station]);
      }),
    );
    throughputs = classes.map(({ think }, one) => vector[one] / (think + times.reduce((sum, row) => sum + row[one], 0)) || 0);
    numbers = times.map((row) => row.map((time, one) => time * throughputs[one]));
    totals.set(
      vector.join(),
      numbers.map((row) => row.reduce((sum, value) => sum + value, 0)),
    );
  };
  const walk = (vector: number[], one: number): void => {
    if (one === classes.length) return visit(vector);
    for (let count = 0; count <= classes[one].clients; count++) walk([...vector, count], one + 1);
  };
  walk([], 0);
  return { throughputs, numbers };
}
