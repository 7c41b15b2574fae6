import { describe, expect, it } from 'vitest';
import { runScenarioFile, type Estimate } from '../../../src/index.js';

/** What the shipped scenarios teach, on a run short enough for here; all see the same views (common random numbers). */
async function seen(name: string, ...sets: string[]) {
  const results = await runScenarioFile(`scenarios/basics/${name}.yaml`, { sets: ['run.duration=25min', 'run.warmup=5min', 'run.replications=4', ...sets] });
  const row = results.components['player'];
  const value = (key: string): number => (row[key] as Estimate).value;
  return { stalled: value('stalled'), bitrate: (value('bitrate_bytes_per_s') * 8) / 1000, switches: value('switches_per_s') * 60, row };
}

describe('players on a tram', () => {
  it('adapting shows more and stalls less than a fixed rung; throughput is careful, the buffer greedy', async () => {
    const dynamic = await seen('player');
    const throughput = await seen('player-throughput');
    const buffer = await seen('player-buffer');
    const bola = await seen('player-bola');
    const fixed = await seen('player-fixed');
    expect(dynamic.bitrate).toBeGreaterThan(1.6 * fixed.bitrate);
    expect(dynamic.stalled).toBeLessThan(fixed.stalled);
    expect(throughput.stalled).toBeLessThan(0.75 * dynamic.stalled);
    expect(throughput.bitrate).toBeLessThan(0.8 * dynamic.bitrate);
    expect(buffer.bitrate).toBeGreaterThan(bola.bitrate);
    expect(buffer.stalled).toBeGreaterThan(1.2 * bola.stalled);
    expect(buffer.switches).toBeGreaterThan(bola.switches);
    // The same first segment over the same networks.
    expect(buffer.row['startup_s']).toEqual(bola.row['startup_s']);
  });

  it('live, every stall adds to the latency', async () => {
    const { row, bitrate } = await seen('player-live');
    const latency = row['live_latency_s'] as { mean: Estimate; percentiles: Record<string, Estimate> };
    expect(latency.mean.value).toBeGreaterThan(17);
    expect(latency.percentiles['p95'].value).toBeGreaterThan(35);
    expect(bitrate).toBeLessThan(750);
  });
});
