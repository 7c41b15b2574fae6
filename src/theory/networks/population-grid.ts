/** All population vectors 0 <= n <= N, numbered so that taking a client of class r away goes back by `strides[r]`. */
export interface PopulationGrid {
  readonly populations: readonly number[];
  readonly strides: readonly number[];
  /** How many vectors: Π (N_r + 1). */
  readonly size: number;
  /** Clients of each class in vector `index`: entry index × classes + class. */
  readonly digits: Int32Array;
}

export function gridSize(populations: readonly number[]): number {
  return populations.reduce((product, population) => product * (population + 1), 1);
}

export function populationGrid(populations: readonly number[]): PopulationGrid {
  const size = gridSize(populations);
  const classes = populations.length;
  const strides: number[] = [];
  let stride = 1;
  for (const population of populations) {
    strides.push(stride);
    stride *= population + 1;
  }
  const digits = new Int32Array(size * classes);
  for (let index = 0; index < size; index++) {
    for (let one = 0; one < classes; one++) digits[index * classes + one] = Math.floor(index / strides[one]) % (populations[one] + 1);
  }
  return { populations, strides, size, digits };
}
