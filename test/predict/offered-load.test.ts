import { expect, test } from 'vitest';
import { offeredLoad, outlookOf } from '../../src/predict/index.js';
import { closedElasticities, openElasticities } from '../../src/theory/networks/sensitivity.js';
import { scenarioOf } from '../scenario/reader.js';

function loads(components: string, workload: string): Record<string, number | null> {
  return Object.fromEntries(offeredLoad(scenarioOf(`title: Loads\ncomponents:\n${components}\nworkload:\n  jobs: ${workload}\n`)));
}

test('visits follow choices, repetitions, branches and sends; held servers count at least the work below', () => {
  const components = `
  front:
    kind: service
    servers: 10
    operations:
      page:
        - work: 10ms
        - choose: { often: { weight: 75%, do: [call: back] }, seldom: { weight: 25% } }
        - repeat: { geometric: 3 }
          do: [call: store]
        - send: log
  back: { kind: service, servers: 2, work: { exponential: 20ms } }
  store: { kind: service, instances: 2, balance: random, work: 4ms }
  log: { kind: service, work: 5ms }`;
  const found = loads(components, '{ arrivals: { poisson: 50/s }, call: front.page }');
  expect(found['back']).toBeCloseTo((50 * 0.75 * 0.02) / 2, 12);
  expect(found['store']).toBeCloseTo((50 * 3 * 0.004) / 2, 12);
  expect(found['log']).toBeCloseTo(50 * 0.005, 12);
});

test('a schedule, servers of different speed and breakdowns count with their mean capacity', () => {
  expect(loads('  a: { kind: service, servers: 2, speeds: [1, 3], work: 20ms }', '{ arrivals: { poisson: 100/s }, call: a }')['a']).toBeCloseTo(0.5, 12);
  const broken = '  a: { kind: service, work: 5ms, breakdowns: { up: { exponential: 3s }, down: { exponential: 1s } } }';
  expect(loads(broken, '{ arrivals: { poisson: 100/s }, call: a }')['a']).toBeCloseTo(0.5 / 0.75, 12);
});

test('what depends on the state has no offered load: closed users, retries, and what only follows a call that can be refused', () => {
  const plain = '  a: { kind: service, work: 5ms }';
  expect(loads(plain, '{ users: 3, think: 1s, call: a }')['a']).toBeNull();
  expect(loads(plain, '{ arrivals: { poisson: 1/s }, call: a, calls: { a: { timeout: 1s, retry: { attempts: 2 } } } }')['a']).toBeNull();
  const refusing = '  a: { kind: service, queue: 1, work: 5ms }\n  b: { kind: service, work: 5ms }';
  const after = loads(refusing, '{ arrivals: { poisson: 1/s }, do: [call: a, call: b] }');
  expect(after['a']).toBeCloseTo(0.005, 12);
  expect(after['b']).toBeNull();
  // Whoever is refused goes on just the same.
  const accepted = loads(refusing, '{ arrivals: { poisson: 1/s }, do: [{ call: a, on: { any: [] } }, call: b] }');
  expect(accepted['b']).toBeCloseTo(0.005, 12);
});

test('sensitivities by differences are those of the formulas for networks', () => {
  const text = (load: string): string => `title: Two
components:
  a: { kind: service, work: { exponential: 10ms } }
  b: { kind: service, servers: 2, work: { exponential: 30ms } }
workload:
  jobs: { ${load}, do: [call: a, call: b], measure: cycle }
`;
  const stations = [
    { servers: 1, demands: [0.01] },
    { servers: 2, demands: [0.03] },
  ];
  const open = outlookOf(scenarioOf(text('arrivals: { poisson: 50/s }'))).sensitivities.map(({ elasticity }) => elasticity);
  const exactOpen = openElasticities({ arrivalRates: [50], stations })[0].map(([one]) => one);
  open.forEach((value, index) => expect(value).toBeCloseTo(exactOpen[index], 4));
  const closed = outlookOf(scenarioOf(text('users: 5, think: { exponential: 100ms }'))).sensitivities.map(({ elasticity }) => elasticity);
  const exactClosed = closedElasticities({ classes: [{ clients: 5, think: 0.1 }], stations })[0].response.map(([one]) => one);
  closed.forEach((value, index) => expect(value).toBeCloseTo(exactClosed[index], 4));
  expect(open).toHaveLength(2);
  expect(closed).toHaveLength(2);
});
