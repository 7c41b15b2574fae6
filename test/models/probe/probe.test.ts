import { describe, expect, it } from 'vitest';
import { eventList } from '../../support/event-list.js';

const page = (screen: string, steps: string, times = '0s, 1s'): string => `title: A screen
keys: { user: { items: 1 }, other: { of: user }, message: { items: new }, conversation: { items: 1 } }
components:
  router: { kind: service, async: true, operations: { message: ${steps} } }
  screen: { kind: probe, ${screen} }
workload: { messages: { arrivals: { at: [${times}] }, call: router.message } }
run: { duration: 100s, replications: 1, study: finite }
`;

function counts(text: string): Record<string, number> {
  const statistics = eventList(text)
    .system.components.find(({ component }) => component.name === 'screen')!
    .behaviour!.statistics(0);
  return Object.fromEntries(
    Object.entries(statistics).map(([name, one]) => [name, one.type === 'count' ? one.count : one.type === 'times' ? one.times.tally.sum : NaN]),
  );
}

describe('a device that shows a message once', () => {
  const twice = '[{ call: screen.show }, { wait: 10s }, { call: screen.show }]';

  it('suppresses what comes again, and does not count its age', () => {
    expect(counts(page('once: { keys: [user, message] }', twice))).toEqual({ age_s: 0, shown: 2, repeats: 2 });
    const { lines } = eventList(page('once: { keys: [user, message] }', twice));
    expect(lines.filter((line) => line.includes('screen.show leaves'))).toEqual([
      '0 screen.show leaves ok',
      '1 screen.show leaves ok',
      '10 screen.show leaves repeat',
      '11 screen.show leaves repeat',
    ]);
  });

  it('forgets after so long, from the first show on', () => {
    const thrice = '[{ call: screen.show }, { wait: 6s }, { call: screen.show }, { wait: 6s }, { call: screen.show }]';
    expect(counts(page('once: { keys: [user, message], for: 12s }', thrice, '0s'))).toEqual({ age_s: 12, shown: 2, repeats: 1 });
    expect(counts(page('once: { keys: [user, message], for: 12.5s }', thrice, '0s'))).toEqual({ age_s: 0, shown: 1, repeats: 2 });
  });

  it('tells users and messages apart by all its keys', () => {
    // One user: the second message is a repeat where the user alone is asked for.
    expect(counts(page('once: { keys: [user] }', '[{ call: screen.show }]'))).toEqual({ age_s: 0, shown: 1, repeats: 1 });
    expect(counts(page('once: { keys: [message] }', '[{ call: screen.show }]'))).toEqual({ age_s: 0, shown: 2, repeats: 0 });
  });
});

describe('a conversation in order', () => {
  // The first message takes 5 s, the second 1 s: it comes at 2 and the first at 5.
  const overtaking = '[{ wait: { sequence: [5s, 1s] } }, { call: screen.show }]';

  it('counts what comes after something later', () => {
    expect(counts(page('inOrder: [user, conversation]', overtaking))).toEqual({ age_s: 6, shown: 2, disordered: 1 });
    expect(counts(page('inOrder: [user, conversation]', overtaking, '0s, 7s'))).toEqual({ age_s: 6, shown: 2, disordered: 0 });
    expect(counts(page('inOrder: [message]', overtaking))).toEqual({ age_s: 6, shown: 2, disordered: 0 });
  });

  it('is kept by a service with a server for each conversation', () => {
    const text = page('inOrder: [user, conversation]', overtaking).replace('async: true', 'per: conversation');
    expect(counts(text)).toEqual({ age_s: 5 + 5, shown: 2, disordered: 0 });
  });
});
