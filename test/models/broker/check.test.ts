import { describe, expect, it } from 'vitest';
import { diskReader } from '../../../src/node/disk-reader.js';
import { explain } from '../../../src/scenario/explain.js';
import { readScenario } from '../../../src/scenario/read-scenario.js';
import { offeredByComponent } from '../../../src/predict/offered-load.js';
import { scenarioOf } from '../../support/read.js';

interface Parts {
  readonly broker?: string;
  readonly worker?: string;
  readonly rest?: string;
  readonly keys?: string;
  readonly workload?: string;
}

function page({ broker = '', worker = 'work: 10ms', rest = '', keys = '{ user: { items: 10 } }', workload = '' }: Parts): string {
  return `title: Messages
keys: ${keys}
components:
  tasks: { kind: broker, groups: { all: { call: worker } }${broker === '' ? '' : `, ${broker}`} }
  worker: { kind: service, servers: 4, ${worker} }
workload: { jobs: { arrivals: { poisson: 5/s }, call: tasks.publish${workload} } }
${rest}
`;
}

function issues(parts: Parts): string[] {
  const reader = { ...diskReader, read: () => page(parts) };
  return readScenario({ file: 'test.yaml', sets: [], reader }).issues.map(({ code, message }) => `${code}: ${message}`);
}

describe('what a broker cannot be asked', () => {
  it.each([
    [{ broker: 'partitions: 4' }, 'missing-field: "partitions" of a broker does nothing without "key"'],
    [{ broker: 'retention: { whenFull: block, time: 1d }' }, 'missing-field: "whenFull" of a retention does nothing without "messages"'],
    [{ broker: 'retention: {}' }, 'one-of: a retention needs one of messages, time'],
    [{ broker: 'calls: { worker: { retry: { attempts: 2 } } }' }, 'cannot-happen: there is nothing to retry: calls of worker always end well'],
    [{ workload: ', calls: { tasks: { retry: { attempts: 2, on: [rejected] } } }' }, 'cannot-happen: tasks cannot end badly with "rejected"'],
    [
      { broker: 'key: user', keys: '{ user: { of: author }, author: { items: 3 } }' },
      'key-not-set: jobs reaches tasks.publish, which uses the key user, and nothing sets it',
    ],
    [
      {
        worker: 'operations: { serve: [{ work: 10ms, per: { user.size: 1kB } }] }',
        keys: '{ user: { of: author, attributes: { size: 1kB } }, author: { items: 3 } }',
      },
      'key-not-set: jobs reaches worker.serve, which uses the key user, and nothing sets it',
    ],
    [
      { broker: 'redeliver: { after: 0s }' },
      'out-of-range: tasks: a message that can be taken again at once is taken by one consumer after the other, without end',
    ],
    [{ rest: 'objectives: { tasks.groups.al.lag: { below: 3 } }' }, 'unknown-statistic: "tasks.groups.al.lag": tasks has no "al" among its groups'],
    [{ rest: 'objectives: { tasks.groups.all.blocked: { below: 3 } }' }, 'unknown-statistic: "tasks.groups.all.blocked": there is no statistic "blocked" here'],
    [{ rest: 'objectives: { tasks.lag.p95: { below: 3 } }' }, 'no-percentile: "tasks.lag.p95": lag has no percentiles'],
  ])('%j', (parts: Parts, issue) => expect(issues(parts)).toEqual([issue]));
});

describe('what a broker may be asked', () => {
  it.each([
    { broker: 'calls: { worker: { timeout: 1s, retry: { attempts: 2 } } }' },
    { broker: 'retention: { messages: 5, whenFull: reject }', workload: ', calls: { tasks: { retry: { attempts: 2, on: [rejected] } } }' },
    // A held server that publishes, and is called by the consumers of what it publishes, waits for nobody.
    { worker: 'operations: { serve: [{ work: 1ms }, { choose: { on: { weight: 1, do: [{ call: tasks.publish }] }, off: { weight: 9, do: [] } } }] }' },
    {
      rest: 'objectives: { tasks.groups.all.lag.max: { below: 3 }, tasks.groups.all.age.p90: { below: 1s }, tasks.lag: { below: 2 }, tasks.expired: { atMost: 0 } }',
    },
  ])('%j', (parts: Parts) => expect(issues(parts)).toEqual([]));
});

describe('what is said without a run', () => {
  const workAt = (broker: string) => {
    const { rate, work } = offeredByComponent(scenarioOf(page({ broker }))).get('worker')!;
    return { rate: rate.mean, doubt: work.doubt };
  };

  it('counts the calls of consumers: one for each message, where none comes twice, together, or falls out', () => {
    expect(workAt('')).toEqual({ rate: 5, doubt: null });
    expect(workAt('retention: { messages: 9, whenFull: block }')).toEqual({ rate: 5, doubt: null });
    expect(workAt('redeliver: { after: 1s }').doubt).toContain('delivered again');
    expect(workAt('retention: { time: 1d }').doubt).toContain('can expire');
    expect(workAt('retention: { messages: 9, whenFull: reject }').doubt).toContain('can be full');
  });

  it('explains the kind, its structures and its statistics', () => {
    for (const word of ['broker', 'redeliver', 'retention.whenFull', 'broker.lag', 'deadLetter', 'groups'])
      expect(explain(word)).toMatchObject({ isKnown: true });
  });
});
