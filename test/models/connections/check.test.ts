import { describe, expect, it } from 'vitest';
import { diskReader } from '../../../src/node/disk-reader.js';
import { explain } from '../../../src/scenario/explain.js';
import { readScenario } from '../../../src/scenario/read-scenario.js';

function issues({ phones = '', keys = '{ user: { items: 10 } }', router = 'work: 1ms', inbox = '', call = 'phones.push' }): string[] {
  const text = `title: Phones
keys: ${keys}
components:
  phones: { kind: connections, key: user${phones} }
  router: { kind: service, ${router} }
  inbox: { kind: mailbox, key: user${inbox} }
workload: { jobs: { arrivals: { poisson: 5/s }, call: ${call} } }
`;
  const reader = { ...diskReader, read: () => text };
  return readScenario({ file: 'test.yaml', sets: [], reader }).issues.map(({ code, message }) => `${code}: ${message}`);
}

describe('what connections and mailboxes cannot be asked', () => {
  it('takes what is right', () => expect(issues({ phones: ', online: 5s, away: 5s, connected: router' })).toEqual([]));

  it.each([
    [{ phones: ', online: 5s' }, /missing-field: phones: "online" without "away" is for people who come only when they are woken/],
    [{ phones: ', away: 5s' }, /missing-field: "away" of a connections does nothing without "online"/],
    [{ phones: ', start: away' }, /missing-field: phones: with start: away nobody ever comes/],
    [{ phones: ', resumed: router' }, /missing-field: "resumed" of a connections does nothing without "resume"/],
    [{ call: 'phones.wake' }, /unknown-operation/],
    [{ phones: ', backlog: 5' }, /missing-field: "backlog" of a connections does nothing without "accept"/],
    [{ phones: ', heartbeat: 0s' }, /out-of-range: phones: heartbeat is 0/],
    [{ phones: ', online: 0s, away: 1s' }, /out-of-range: phones: the mean of online is 0/],
    [{ phones: ', queue: 5, servers: 1, work: 1ms' }, /not-together: queue of phones would turn an? (connect|resume) away/],
    [{ phones: ', work: { resume: 1ms }' }, /unknown-operation: phones has no operation "resume"/],
    [{ keys: '{ user: { items: new } }' }, /key-not-drawn: phones: its users need a number/],
    [{ call: 'phones.connect' }, /unknown-operation/],
    [
      { phones: ', connected: router', router: 'work: 1ms, per: place', keys: '{ user: { items: 10 }, place: { items: 3 } }' },
      /key-not-set: phones reaches router.serve, which uses the key place, and nothing sets it/,
    ],
    [{ keys: '{ user: { from: phones.online } }' }, /key-not-drawn: these keys take their items from each other/],
    [{ keys: '{ user: { items: 10 }, friend: { from: phones.offline } }' }, /unknown-set: "phones.offline": a connections keeps no set "offline"/],
    [{ inbox: ', balance: { hash: user }, instances: 2' }, /unknown-field/],
    [{ inbox: ', capacity: 0' }, /out-of-range/],
  ])('%j', (parts, message) => {
    const found = issues(parts);
    expect(
      found.some((one) => message.test(one)),
      found.join('\n'),
    ).toBe(true);
  });

  it('has overflow as an outcome only where a full box refuses', () => {
    const policy = (inbox: string) => issues({ inbox, router: 'operations: { go: [{ call: inbox.put, on: { overflow: [] } }] }', call: 'router.go' });
    expect(policy('')).toEqual([]);
    expect(policy(', full: drop-oldest')).toEqual(['cannot-happen: inbox.put cannot end with "overflow"']);
  });
});

describe('explain', () => {
  it.each(['connections', 'mailbox', 'connections.breaks', 'mailbox.expiry', 'ghost', 'lossDetection'])('%s', (word) => {
    expect(JSON.stringify(explain(word))).toMatch(/connection|mailbox|message|ghost/);
  });
});
