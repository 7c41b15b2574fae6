/** About so many round numbers. */
export function evenMarks(from: number, to: number, about: number): number[] {
  const rough = (to - from) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((one) => one * power >= rough * 0.999)! * power;
  return Array.from({ length: Math.floor((to - from) / step + 1e-9) + 1 }, (_unused, index) => Number((from + index * step).toPrecision(10)));
}
