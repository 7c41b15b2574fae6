/**
 * Starts at once; each call tells the seconds since: on the wall, and of processor time, the second in all threads of this process (the compiler's and
 * the garbage collector's too). On a machine that others use at the same time the wall measures mostly them.
 */
import { performance } from 'node:perf_hooks';

export function stopwatch(): () => { readonly wall: number; readonly cpu: number } {
  const startCpu = process.cpuUsage();
  const start = performance.now();
  return () => {
    const wall = (performance.now() - start) / 1e3;
    const { user, system } = process.cpuUsage(startCpu);
    return { wall, cpu: (user + system) / 1e6 };
  };
}
