import type { PopulationGrid } from './population-grid.js';
import { levelOf, speedWith, type Servers } from './station.js';
import { WideSum, WideValues } from './wide-values.js';

/**
 * Normalisation constants G(n) of a product-form network for all population vectors n at once (Buzen 1973; Reiser & Kobayashi 1975).
 *
 * Station i has the factor g(k) = |k|! / Π k_r! · Π D_r^k_r / (μ(1) μ(2) … μ(|k|)) for k_r jobs of class r. Since
 * g(k) = Σ_r D_r / μ(|k|) · g(k - e_r), the part of the convolution Σ_k g(k) G(n - k) with |k| = j,
 *
 *     B_j(n) = Σ_r D_r / μ(j) · B_(j-1)(n - e_r),   B_0 = G before,
 *
 * and, the speed being constant from c jobs on, the part with |k| >= c, T(n) = Σ_r D_r / μ(c) · (B_(c-1) + T)(n - e_r).
 * Every term is positive: nothing cancels, unlike the 1 - Σ p(j) of mean value analysis with several servers. B_j(n) / G(n) is the
 * probability of j jobs at the station.
 */
export interface AddedStation {
  /** G with the station. */
  readonly total: WideValues;
  /** E(n) = Σ_k (|k| + 1) / μ(|k| + 1) · g(k) G(n - k): over G(n), how much longer an arrival stays than its own work takes. */
  readonly stretched: WideValues;
}

/** G of a network that consists of delays only: Π Z_r^n_r / n_r!. */
export function delaysOnly(grid: PopulationGrid, delays: readonly number[]): WideValues {
  const { size, strides, digits } = grid;
  const values = new WideValues(size);
  values.set(0, 1, 0);
  for (let index = 1; index < size; index++) {
    const one = delays.findIndex((_, candidate) => digits[index * delays.length + candidate] > 0);
    const before = index - strides[one];
    values.set(index, (values.mantissas[before] * delays[one]) / digits[index * delays.length + one], values.blocks[before]);
  }
  return values;
}

/** G of the network with one more station. */
export function addStation(grid: PopulationGrid, before: WideValues, servers: Servers, demands: readonly number[]): WideValues {
  return convolve(grid, before, servers, demands, null);
}

/** The same, and E(n) of the station added. */
export function addLastStation(grid: PopulationGrid, before: WideValues, servers: Servers, demands: readonly number[]): AddedStation {
  const stretched = new WideValues(grid.size);
  return { total: convolve(grid, before, servers, demands, stretched), stretched };
}

function convolve(grid: PopulationGrid, before: WideValues, servers: Servers, demands: readonly number[], stretched: WideValues | null): WideValues {
  const { size } = grid;
  const most = grid.populations.reduce((sum, population) => sum + population, 0);
  const level = Math.min(levelOf(servers), most + 1);
  const layer = before.copy();
  const total = before.copy();
  const sum = new WideSum();
  const addAll = (to: WideValues, factor: number, from: WideValues): void => {
    for (let index = 0; index < size; index++) {
      sum.add(1, to, index);
      sum.add(factor, from, index);
      sum.store(to, index);
    }
  };
  if (stretched !== null) addAll(stretched, 1 / speedWith(servers, 1), layer);
  for (let present = 1; present < level; present++) {
    const speed = speedWith(servers, present);
    // From the last vector down: what is read is still the layer before.
    for (let index = size - 1; index >= 0; index--) {
      addNeighbours(grid, demands, 1 / speed, layer, index, sum);
      sum.store(layer, index);
    }
    addAll(total, 1, layer);
    if (stretched !== null) addAll(stretched, (present + 1) / speedWith(servers, present + 1), layer);
  }
  const speed = speedWith(servers, level);
  const tail = new WideValues(size);
  for (let index = 0; index < size; index++) {
    addNeighbours(grid, demands, 1 / speed, layer, index, sum);
    addNeighbours(grid, demands, 1 / speed, tail, index, sum);
    sum.store(tail, index);
  }
  addAll(total, 1, tail);
  if (stretched !== null) {
    // S(n) = Σ over |k| >= c of |k| g(k) G(n - k) = Σ_r D_r / μ(c) · (c B_(c-1) + S + T)(n - e_r)
    const counted = new WideValues(size);
    for (let index = 0; index < size; index++) {
      addNeighbours(grid, demands, level / speed, layer, index, sum);
      addNeighbours(grid, demands, 1 / speed, tail, index, sum);
      addNeighbours(grid, demands, 1 / speed, counted, index, sum);
      sum.store(counted, index);
    }
    addAll(stretched, 1 / speed, counted);
    addAll(stretched, 1 / speed, tail);
  }
  return total;
}

/** Adds Σ_r factor · D_r · values(n - e_r). */
function addNeighbours(grid: PopulationGrid, demands: readonly number[], factor: number, values: WideValues, index: number, sum: WideSum): void {
  const { strides, digits } = grid;
  const classes = strides.length;
  for (let one = 0; one < classes; one++) {
    if (digits[index * classes + one] > 0) sum.add(factor * demands[one], values, index - strides[one]);
  }
}

/** Passes over the grid that `addStation` makes. */
export function passesToAdd(servers: Servers, most: number, withStretch: boolean): number {
  const level = Math.min(levelOf(servers), most + 1);
  return withStretch ? 3 * level + 3 : 2 * level + 1;
}
