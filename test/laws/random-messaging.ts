import fc from 'fast-check';

type Fields = Record<string, unknown>;

/** People who come and go, or are always there; with everything that a connection can suffer. */
const phones = fc
  .record({
    people: fc.constantFrom<Fields>(
      {},
      { online: { exponential: '300ms' }, away: { exponential: '300ms' }, silent: '50%' },
      { online: '200ms', start: 'away' },
      { start: 'lost' },
    ),
    instances: fc.integer({ min: 1, max: 3 }),
    balance: fc.constantFrom('least-connections', 'random', 'round-robin'),
    heartbeat: fc.constantFrom('50ms', '1s'),
    timeout: fc.constantFrom('20ms', '500ms'),
    breaks: fc.constantFrom<Fields>({}, { breaks: { exponential: '400ms' } }),
    accept: fc.constantFrom<Fields>({}, { accept: '20/s', backlog: 1 }),
    resume: fc.constantFrom<Fields>({}, { resume: '100ms', resumed: 'inbox.fetch' }),
    jitter: fc.constantFrom('none', 'full', 'equal', 'decorrelated'),
    work: fc.constantFrom<Fields>({}, { work: { push: '2ms', connect: { exponential: '10ms' } }, servers: 1 }, { work: { push: { exponential: '5ms' } } }),
    multicast: fc.boolean(),
  })
  .map(({ people, breaks, accept, resume, jitter, work, multicast, ...fields }) => ({
    ...{ kind: 'connections', key: 'member', ...fields, ...people, ...breaks, ...accept, ...resume, ...work },
    ...{ reconnect: { exponential: '20ms', most: '200ms', jitter }, connected: 'inbox.drain' },
    ...(multicast ? { members: 'circle.members', reached: 'screen.show', unreached: 'inbox.put' } : {}),
  }));

const inbox = fc
  .record({
    capacity: fc.integer({ min: 1, max: 5 }),
    full: fc.constantFrom('refuse', 'drop-oldest'),
    page: fc.integer({ min: 1, max: 3 }),
    expiry: fc.constantFrom<Fields>({}, { expiry: '200ms' }),
    work: fc.constantFrom<Fields>({}, { work: { put: '2ms', drain: '5ms' }, servers: 1 }),
    instances: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ expiry, work, ...fields }) => ({ kind: 'mailbox', key: 'member', deliver: 'screen.show', ...fields, ...expiry, ...work }));

/** Messages to who is there, or kept for who is away. */
export const messaging = fc
  .record({ phones, inbox, stale: fc.constantFrom('30ms', '2s'), servers: fc.constantFrom<unknown>(1, 'unlimited') })
  .map(({ phones: connections, inbox: mailbox, stale, servers }) => {
    const canWake = 'online' in connections;
    const keep = [{ call: 'inbox.put', on: { any: [] } }, ...(canWake ? [{ send: 'phones.wake' }] : [])];
    const multicasts = 'members' in connections;
    return {
      components: {
        phones: connections,
        inbox: mailbox,
        presence: { kind: 'presence', of: 'phones', stale },
        screen: { kind: 'probe', once: { keys: ['member', 'letter'], for: '1s' }, inOrder: ['member'] },
        ...(multicasts ? { circle: { kind: 'groups', key: 'item', members: 'member', size: 2 } } : {}),
        router: {
          kind: 'service',
          async: true,
          servers,
          operations: {
            message: [
              { work: '1ms' },
              {
                call: 'presence.locate',
                on: { offline: keep, online: [{ call: 'phones.push', on: { ok: [{ call: 'screen.show' }], offline: keep, failed: keep } }] },
              },
            ],
          },
        },
      },
      workload: {
        letters: { arrivals: { poisson: '60/s' }, call: 'router.message' },
        ...(multicasts ? { circulars: { arrivals: { poisson: '20/s' }, call: 'phones.multicast' } } : {}),
        polls: { users: 3, think: { exponential: '300ms' }, keys: { member: 'self' }, call: 'inbox.fetch' },
      },
    };
  });
