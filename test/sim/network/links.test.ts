import { describe, expect, it } from 'vitest';
import type { Link } from '../../../src/sim/network/link.js';
import { eventList } from '../../support/event-list.js';

const head = 'title: t\nrun: { duration: 40s, warmup: 0s, replications: 1, study: finite }\n';
const store = '  store: { kind: service, servers: unlimited, work: 0s }\n';

/** When requests arrive at the store; uploads, so that they travel before. */
const arrivals = (yaml: string): string[] => eventList(`${head}${yaml}`).lines.filter((line) => line.endsWith('enters'));

describe('one link, worked by hand', () => {
  it('shares its bandwidth equally: three transfers of 1, 2 and 3 MB at 1 MB/s end at 3, 5 and 6 s (ps-three of the reference)', () => {
    const lines = arrivals(`components:
  wan: { kind: link, bandwidth: 1MB/s }
${store}workload:
  a: { arrivals: { at: [0s] }, call: store, calls: { store: { via: wan, bytes: { request: 1MB } } } }
  b: { arrivals: { at: [0s] }, call: store, calls: { store: { via: wan, bytes: { request: 2MB } } } }
  c: { arrivals: { at: [0s] }, call: store, calls: { store: { via: wan, bytes: { request: 3MB } } } }
`);
    expect(lines).toEqual(['3 store.serve enters', '5 store.serve enters', '6 store.serve enters']);
  });

  it('adds its latency after the last byte, and that of the policy, without holding the link', () => {
    const lines = arrivals(`components:
  wan: { kind: link, bandwidth: 1MB/s, latency: 2s }
${store}workload:
  a: { arrivals: { at: [0s, 1s] }, call: store, calls: { store: { via: wan, latency: 3s, bytes: { request: 1MB } } } }
`);
    expect(lines).toEqual(['6 store.serve enters', '7 store.serve enters']);
  });

  it('holds each transfer to the cap, and gives what that leaves to nobody', () => {
    const lines = arrivals(`components:
  wan: { kind: link, bandwidth: 10MB/s, cap: 1MB/s }
${store}workload:
  a: { arrivals: { at: [0s, 1s, 2s] }, call: store, calls: { store: { via: wan, bytes: { request: 4MB } } } }
`);
    expect(lines).toEqual(['4 store.serve enters', '5 store.serve enters', '6 store.serve enters']);
  });

  it('carries the answer of a good outcome, and no bytes of a bad one', () => {
    const { lines } = eventList(`${head}components:
  wan: { kind: link, bandwidth: 1MB/s }
  front: { kind: service, servers: unlimited, operations: { get: [call: back.serve], try: [{ call: back.fail, on: { any: [] } }] }, calls: { back: { via: wan, bytes: 5MB } } }
  back: { kind: service, servers: unlimited, operations: { serve: [work: 1s], fail: [work: 1s, return: broken] } }
workload:
  a: { arrivals: { at: [0s] }, call: front.get }
  b: { arrivals: { at: [10s] }, call: front.try }
`);
    expect(lines.filter((line) => line.includes('front') && line.includes('leaves'))).toEqual(['6 front.get leaves ok', '11 front.try leaves ok']);
  });

  it('two directions over two links do not share', () => {
    const { lines } = eventList(`${head}components:
  up: { kind: link, bandwidth: 1MB/s }
  down: { kind: link, bandwidth: 2MB/s }
  front: { kind: service, operations: { get: [call: back] }, calls: { back: { via: { request: up, answer: down }, bytes: { request: 3MB, answer: 4MB } } } }
  back: { kind: service, servers: unlimited, work: 1s }
workload: { a: { arrivals: { at: [0s] }, call: front } }
`);
    expect(lines).toEqual(['0 front.get enters', '3 back.serve enters', '4 back.serve leaves ok', '6 front.get leaves ok']);
  });

  it('a send travels too', () => {
    const { lines } = eventList(`${head}components:
  wan: { kind: link, bandwidth: 1MB/s, latency: 1s }
  front: { kind: service, operations: { post: [send: back, work: 1s] }, calls: { back: { via: wan, bytes: { request: 3MB } } } }
  back: { kind: service, work: 1s }
workload: { a: { arrivals: { at: [0s] }, call: front } }
`);
    expect(lines).toEqual(['0 front.post enters', '1 front.post leaves ok', '4 back.serve enters', '5 back.serve leaves ok']);
  });

  it('a time-out does not stop the bytes: the link carries them to the end', () => {
    const { lines, system } = eventList(`${head}components:
  wan: { kind: link, bandwidth: 1MB/s }
  front: { kind: service, operations: { get: [call: back] }, calls: { back: { via: wan, bytes: 5MB, timeout: 2s } } }
  back: { kind: service, work: 1s }
workload: { a: { arrivals: { at: [0s] }, call: front } }
`);
    expect(lines).toEqual(['0 front.get enters', '0 back.serve enters', '1 back.serve leaves ok', '2 front.get leaves timeout']);
    const link = system.components[0].component.stations[0].shop as Link;
    expect(link.bytes).toBe(5_000_000);
    expect(system.components[0].component.stations[0].cells[0].busy.integral(40)).toBeCloseTo(5, 12);
  });

  it('instances are links of their own, chosen like those of any component', () => {
    const lines = arrivals(`components:
  wan: { kind: link, bandwidth: 1MB/s, instances: 2 }
${store}workload:
  a: { arrivals: { at: [0s, 0s, 0s] }, call: store, calls: { store: { via: wan, bytes: { request: 2MB } } } }
`);
    // Round robin: the first and the third share one of them.
    expect(lines).toEqual(['2 store.serve enters', '4 store.serve enters', '4 store.serve enters']);
  });
});

describe('two links in series, worked by hand', () => {
  it('are shared max–min fairly, anew whenever a transfer begins or ends', () => {
    const lines = eventList(`${head}components:
  wide: { kind: link, bandwidth: 10MB/s }
  narrow: { kind: link, bandwidth: 4MB/s }
  a: { kind: service, servers: unlimited, work: 0s }
  b: { kind: service, servers: unlimited, work: 0s }
  c: { kind: service, servers: unlimited, work: 0s }
workload:
  one: { arrivals: { at: [0s] }, call: a, calls: { a: { via: wide, bytes: { request: 24MB } } } }
  two: { arrivals: { at: [0s] }, call: b, calls: { b: { via: [wide, narrow], bytes: { request: 6MB } } } }
  three: { arrivals: { at: [1s] }, call: c, calls: { c: { via: narrow, bytes: { request: 6MB } } } }
`).lines.filter((line) => line.endsWith('enters'));
    // 0 s: two is held to 4 MB/s by narrow, one has 6. 1 s: narrow gives 2 each, one has 8 (18 MB left, two has 2 left, three has 6).
    // 2 s: two is there; three has 4 MB left and now 4 MB/s, one has 10 MB left and now 10 MB/s. 3 s: both end.
    expect(lines).toEqual(['2 b.serve enters', '3 a.serve enters', '3 c.serve enters']);
  });
});

describe('a latency matrix, worked by hand', () => {
  const regions = (policy: string): string => `${head}keys:
  user: { items: 2, attributes: { region: { pick: { eu: 100% } } } }
components:
  edge: { kind: service, servers: unlimited, instances: [eu, us], work: 1s }
workload:
  a: { arrivals: { at: [0s, 10s] }, call: edge, calls: { edge: { latency: ${policy} } } }
`;

  it('takes the time from the user to the instance that serves, there and back', () => {
    const { lines, system } = eventList(regions('{ from: user.region, matrix: { eu: { eu: 1s, us: 3s } } }'));
    expect(lines).toEqual(['1 edge/1.serve enters', '2 edge/1.serve leaves ok', '13 edge/2.serve enters', '14 edge/2.serve leaves ok']);
    const { latency } = system.workloads[0].requests[0].cell;
    expect([latency.tally.min, latency.tally.max]).toEqual([3, 7]);
  });

  it('between instances: the caller’s and the called one’s', () => {
    const { lines } = eventList(`${head}components:
  edge: { kind: service, servers: unlimited, instances: [eu, us], operations: { get: [call: origin] }, calls: { origin: { latency: { from: instance, matrix: { eu: { eu: 1s, us: 3s }, us: { us: 0.5s } } } } } }
  origin: { kind: service, servers: unlimited, instances: [eu, us], work: 0s }
workload: { a: { arrivals: { at: [0s, 10s, 20s] }, call: edge } }
`);
    // Both take turns: eu → eu, us → us, eu → eu.
    expect(lines.filter((line) => line.includes('edge') && line.includes('leaves'))).toEqual([
      '2 edge/1.get leaves ok',
      '11 edge/2.get leaves ok',
      '22 edge/1.get leaves ok',
    ]);
  });
});
