import { describe, expect, it } from 'vitest';
import { classify } from '../../src/predict/classify.js';
import { offeredLoad } from '../../src/predict/offered-load.js';
import { scenarioOf } from '../support/read.js';

/** A station that theory solves, unless something comes to it that no request causes. */
function page({ phones = '', call = 'server', keys = '' }: { phones?: string; call?: string; keys?: string }) {
  return scenarioOf(`title: Phones
keys: { user: { items: 50 }${keys} }
components:
  server: { kind: service, work: { exponential: 10ms }${keys === '' ? '' : ', instances: 2, balance: { hash: caller }'} }
  phones: { kind: connections, key: user, online: { exponential: 10s }, away: { exponential: 10s }${phones} }
  inbox: { kind: mailbox, key: user, servers: 1, work: { exponential: 10ms }, deliver: shown }
  shown: { kind: service, work: { exponential: 10ms } }
workload: { jobs: { arrivals: { poisson: 40/s }, call: ${call} } }
`);
}
const waits = (scenario: ReturnType<typeof page>): number =>
  classify(scenario)
    .flatMap(({ forecasts }) => forecasts)
    .filter(({ statistic }) => statistic === 'wait').length;

describe('what theory says beside connections and mailboxes', () => {
  it('knows a station that neither of them reaches', () => {
    expect(waits(page({}))).toBe(1);
    expect(offeredLoad(page({})).get('server')).toBeCloseTo(0.4, 12);
  });

  it.each([
    ['those who connect come to it too', { phones: ', connected: server' }],
    ['those who are lost come to it too', { phones: ', lost: server' }],
    ['its requests are made by those who are online', { keys: ', caller: { from: phones.online }' }],
  ])('says nothing where %s', (_, parts) => {
    expect(waits(page(parts))).toBe(0);
    expect(offeredLoad(page(parts)).get('server')).toBeNull();
    expect(classify(page(parts)).flatMap(({ unknowns }) => unknowns).length).toBeGreaterThan(0);
  });

  it('does not take a page of a mailbox, nor what it delivers, for one job', () => {
    const scenario = page({ call: 'inbox.drain' });
    expect(waits(scenario)).toBe(0);
    expect([offeredLoad(scenario).get('inbox'), offeredLoad(scenario).get('shown')]).toEqual([null, null]);
  });
});
