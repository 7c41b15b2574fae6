import { describe, expect, test } from 'vitest';
import { balancedJobBounds } from '../../../src/theory/networks/closed-bounds.js';
import { exactClosed } from '../../../src/theory/networks/closed-exact.js';
import { asymptoticBounds, interactiveResponse, littleNumber, saturation, utilisationLaw } from '../../../src/theory/networks/operational-laws.js';
import { expectNineDigits } from './nearly.js';

test('the laws, on the numbers of Lazowska et al. 1984, chapter 3: 40 requests/s of 0.0225 s; 0.5 s at 2/s; 64 users, 2/s, 30 s', () => {
  expectNineDigits(utilisationLaw(40, 0.0225), 0.9);
  expectNineDigits(utilisationLaw(40, 0.0225, 3), 0.3);
  expectNineDigits(littleNumber(2, 0.5), 1);
  expectNineDigits(interactiveResponse(64, 2, 30), 2);
});

describe('saturation', () => {
  test('bottleneck, throughput and knee of a system with one server each', () => {
    const { bottleneck, throughputMax, clientsAtKnee } = saturation([0.605, 2.1, 1.35], [1, 1, 1], 15);
    expect(bottleneck).toBe(1);
    expectNineDigits(throughputMax, 1 / 2.1);
    expectNineDigits(clientsAtKnee, 19.055 / 2.1);
  });

  test('servers count: 4 s at 8 servers limit less than 1 s at one', () => {
    const { bottleneck, throughputMax } = saturation([4, 1, 9], [8, 1, Infinity]);
    expect(bottleneck).toBe(1);
    expect(throughputMax).toBe(1);
  });

  test('delays only: nothing limits', () => {
    expect(saturation([1, 2], [Infinity, Infinity])).toEqual({ bottleneck: null, throughputMax: Infinity, clientsAtKnee: Infinity });
    expect(saturation([0], [1])).toEqual({ bottleneck: null, throughputMax: Infinity, clientsAtKnee: Infinity });
  });

  test('far beyond the knee the exact throughput is the saturation throughput, far below N / (D + Z)', () => {
    const demands = [0.3, 0.1, 0.2];
    const servers = [2, 1, 1];
    const stations = demands.map((demand, index) => ({ servers: servers[index], demands: [demand] }));
    const exact = (clients: number): number => exactClosed({ classes: [{ clients, think: 100 }], stations }).throughputs[0];
    const { throughputMax, clientsAtKnee } = saturation(demands, servers, 100);
    expectNineDigits(clientsAtKnee, 503);
    expectNineDigits(exact(900), throughputMax);
    expect(exact(10) / (10 / 100.6)).toBeGreaterThan(0.9999);
    for (const clients of [1, 100, 503, 900]) {
      const { throughput, response } = asymptoticBounds(demands, servers, clients, 100);
      expect(exact(clients)).toBeLessThanOrEqual(throughput.high * (1 + 1e-12));
      expect(exact(clients)).toBeGreaterThanOrEqual(throughput.low * (1 - 1e-12));
      expectNineDigits(response.low, Math.max(0.6, clients / 5 - 100 > 0 ? clients / 5 - 100 : 0));
    }
  });
});

test.each([
  () => utilisationLaw(-1, 1),
  () => utilisationLaw(1, 1, 0),
  () => littleNumber(Infinity, 1),
  () => interactiveResponse(5, 0, 1),
  () => saturation([1], [0]),
  () => saturation([1, 2], [1]),
  () => asymptoticBounds([0], [1], 5, 0),
  () => asymptoticBounds([1], [1], 0, 0),
  () => balancedJobBounds([0, 0], 3, 1),
  () => balancedJobBounds([1], 0.5, 1),
])('refuses impossible numbers (%#)', (call) => {
  expect(call).toThrow(RangeError);
});
