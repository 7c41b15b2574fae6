/** What a number in a formula can end with, and what that is in inside units. */
export const unitsInFormulas: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['%', 0.01],
  ['us', 1e-6],
  ['ms', 1e-3],
  ['s', 1],
  ['min', 60],
  ['h', 3600],
  ['/s', 1],
  ['/min', 1 / 60],
  ['/h', 1 / 3600],
  ['k', 1e3],
  ['M', 1e6],
]);
