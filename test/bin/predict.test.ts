import { describe, expect, test } from 'vitest';
import { queuelab } from './cli.js';

describe('queuelab predict', () => {
  test('one server at 95 %: the numbers, the limit and what they depend on, without a run', async () => {
    const { code, stdout, stderr } = await queuelab('predict', 'one-server', '--set', 'workload.web.arrivals.poisson=95/s');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('server   M/M/1, exact   busy 95 %   wait 190 ms   offered load 0.95\n    saturates at 100/s\n');
    expect(stdout).toContain('mean 200 ms   p50 139 ms   p95 599 ms   p99 921 ms\n');
    expect(stdout).toContain('1 % more work at server: mean latency of web +20 %.\n');
  });

  test('fits 80 columns where it is piped, whatever it has to say', async () => {
    for (const scenario of ['closed', 'jackson', 'microservices', 'edge-cache', 'overload', 'pooling-two-queues']) {
      const { code, stdout } = await queuelab('predict', scenario);
      expect([scenario, code]).toEqual([scenario, 0]);
      expect(stdout.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
    }
  });

  test('as JSON: a document of its own, every number finite', async () => {
    const { code, stdout } = await queuelab('predict', 'closed', '--format', 'json');
    expect(code).toBe(0);
    const document = JSON.parse(stdout) as { schema: string; knees: { users_at_knee: number; bottleneck: string }[]; predictions: { predicted: number }[] };
    expect(document.schema).toBe('queuelab/prediction/1');
    // (0.605 + 2.1 + 1.35 + 15) / 2.1
    expect(document.knees[0].users_at_knee).toBeCloseTo(19.055 / 2.1, 9);
    expect(document.knees[0].bottleneck).toBe('disk-a');
    expect(document.predictions.every(({ predicted }) => Number.isFinite(predicted))).toBe(true);
  });

  test('more than it can serve: no formula, and why', async () => {
    const { code, stdout } = await queuelab('predict', 'one-server', '--set', 'workload.web.arrivals.poisson=104/s');
    expect(code).toBe(0);
    expect(stdout).toContain('server: no formula, since its offered load is 1.04: the queue grows without\n    bound\n');
    expect(stdout).toContain('server is offered 1.04 times what it can serve.');
  });

  test('a mistake in the scenario is an issue, exit 2', async () => {
    const { code, stderr } = await queuelab('predict', 'one-server', '--set', 'server.serves=2');
    expect(code).toBe(2);
    expect(stderr).toContain('serves');
  });
});
