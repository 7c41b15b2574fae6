import { describe, expect, it } from 'vitest';
import { codesOf, scenarioOf } from './reader.js';

const page = (policy: string, { wan = '{ kind: link, bandwidth: 10MB/s }', calls = 'web' } = {}): string => `title: Ways
keys: { user: { items: 5, attributes: { region: { pick: { eu: 1, us: 1 } }, age: { uniform: [1, 9] } } }, file: { items: new, attributes: { size: 2MB, length: 3s } } }
components:
  wan: ${wan}
  lan: { kind: link, bandwidth: 1Gb/s }
  web: { kind: service, work: 1ms, instances: [eu, us] }
workload:
  jobs: { arrivals: { poisson: 1/s }, call: ${calls}, calls: { web: ${policy} } }
`;
const policyOf = (policy: string) => scenarioOf(page(policy)).workloads[0].calls.get('web.serve');
const codes = (policy: string, more = {}): readonly string[] => codesOf(page(policy, more)).map((code) => code.split(' ')[1]);

describe('a way over links is read', () => {
  it('one link for both directions, bytes of the answer', () => {
    expect(policyOf('{ via: wan, bytes: file.size }')?.via).toEqual({
      request: { links: ['wan'], bytes: null },
      answer: { links: ['wan'], bytes: { key: 'file', attribute: 'size' } },
    });
  });

  it('each direction by itself', () => {
    expect(policyOf('{ via: { request: [lan, wan], answer: wan }, bytes: { request: 2kB, answer: { exponential: 1MB } } }')?.via).toEqual({
      request: { links: ['lan', 'wan'], bytes: { law: { law: 'constant', value: 2000 } } },
      answer: { links: ['wan'], bytes: { law: { law: 'exponential', mean: 1e6 } } },
    });
  });

  it.each([
    ['{ bytes: 1MB }', 'missing-field'],
    ['{ via: vpn }', 'unknown-component'],
    ['{ via: web }', 'unknown-choice'],
    ['{ via: [] }', 'missing-value'],
    ['{ via: [wan, wan] }', 'not-together'],
    ['{ via: { request: wan }, bytes: 1MB }', 'missing-field'],
    ['{ via: wan, bytes: file.length }', 'unit-wrong'],
    ['{ via: wan, bytes: file.weight }', 'unknown-attribute'],
    ['{ via: wan, bytes: 3s }', 'unit-wrong'],
    ['{ via: { request: wan, reply: lan } }', 'unknown-field'],
  ])('%s is %s', (policy, code) => expect(codes(policy)).toEqual([code]));
});

describe('a link', () => {
  const wan = (fields: string): readonly string[] => codes('{ via: wan }', { wan: `{ kind: link, ${fields} }` });
  it.each([
    ['bandwidth: 10MB/s, latency: { exponential: 5ms }, loss: 2%, cap: 1Mb/s, instances: 2, balance: random', []],
    ['bandwidth: 10MB/s, loss: 1%, latency: 5ms, congestion: mathis', []],
    ['latency: 5ms', ['missing-field']],
    ['bandwidth: 10MB', ['unit-wrong']],
    ['bandwidth: 0MB/s', ['out-of-range']],
    ['bandwidth: 10MB/s, loss: 100%', ['out-of-range']],
    ['bandwidth: 10MB/s, congestion: mathis', ['missing-field']],
    ['bandwidth: 10MB/s, servers: 3', ['unknown-field']],
    ['bandwidth: 10MB/s, work: 3ms', ['unknown-field']],
  ])('%s: %j', (fields, expected) => expect(wan(fields)).toEqual(expected));

  it('is passed, not called', () => {
    expect(codes('{ timeout: 1s }', { calls: 'wan' })).toContain('unknown-operation');
    expect(codes('{ timeout: 1s }', { calls: 'wan.carry' })).toContain('unknown-operation');
  });

  it('needs the keys of its bytes on the way', () => {
    const text = page('{ via: wan, bytes: file.size }').replace('{ items: new,', '{ of: user,');
    expect(codesOf(text).map((code) => code.split(' ')[1])).toEqual(['key-not-set']);
  });
});

describe('a latency matrix', () => {
  const latency = (text: string): string => `{ latency: ${text} }`;

  it('is read with every pair, the opposite one where only that is written', () => {
    const read = policyOf(latency('{ from: user.region, matrix: { eu: { eu: 1ms, us: 45ms }, us: { us: 2ms } } }'))!.latency;
    const constant = (value: number) => ({ law: 'constant', value });
    expect(read).toEqual({
      law: 'matrix',
      from: { by: 'attribute', key: 'user', attribute: 'region' },
      to: { by: 'instance' },
      places: ['eu', 'us'],
      times: [
        [constant(0.001), constant(0.045)],
        [constant(0.045), constant(0.002)],
      ],
    });
  });

  it.each([
    ['{ from: user.region, matrix: { eu: { eu: 1ms }, us: { us: 2ms } } }', 'missing-value'],
    ['{ from: user.region, matrix: { eu: { eu: 1ms, us: 4ms, ua: 3ms }, us: { us: 2ms } } }', 'unknown-choice'],
    ['{ from: instance, matrix: { eu: { eu: 1ms, us: 4ms }, us: { us: 2ms } } }', 'unknown-choice'],
    ['{ from: user.age, matrix: { eu: { eu: 1ms } } }', 'unknown-choice'],
    ['{ from: user.town, matrix: { eu: { eu: 1ms } } }', 'unknown-attribute'],
    ['{ from: user.region, matrix: {} }', 'missing-value'],
    ['{ from: user.region, matrix: { eu: { eu: 1kB } } }', 'unit-wrong'],
    ['{ from: user.region }', 'missing-field'],
    ['{ matrix: { eu: { eu: 1ms } } }', 'missing-field'],
    ['{ from: user.region, matrix: { eu: 3ms } }', 'wrong-shape'],
  ])('%s is %s', (text, code) => expect(codes(latency(text))).toEqual([code]));
});
