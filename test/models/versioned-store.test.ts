import { describe, expect, it } from 'vitest';
import { classify } from '../../src/predict/index.js';
import { eventList } from '../support/event-list.js';
import { scenarioOf } from '../scenario/reader.js';
import { compare, mistakes } from '../theory/judge.js';
import { simulate } from '../theory/simulate.js';

/** Two transactions of 3 s that begin at 0 s and at 1 s, on rows of their own choice. */
const two = (first: number, second: number, policy = '', work = '3s'): string => `title: t
run: { duration: 60s, warmup: 0s, replications: 1 }
keys: { row: { items: 9 } }
components:
  rows: { kind: versioned-store, key: row }
  transactions: { kind: service, servers: unlimited, operations: { update: [call: rows.read, work: ${work}, call: rows.commit] } }
workload:
  one: { arrivals: { at: [0s] }, call: transactions.update, keys: { row: { is: ${first} } }${policy} }
  two: { arrivals: { at: [1s] }, call: transactions.update, keys: { row: { is: ${second} } }${policy} }
`;
const ends = (text: string): string[] => eventList(text).lines.filter((line) => line.includes('transactions.update leaves') || line.includes('commit leaves'));

describe('two transactions', () => {
  it('on one row: the first to commit wins, the other conflicts', () => {
    expect(ends(two(1, 1))).toEqual([
      '3 rows.commit leaves ok',
      '3 transactions.update leaves ok',
      '4 rows.commit leaves conflict',
      '4 transactions.update leaves conflict',
    ]);
  });

  it('on two rows: both win', () => {
    expect(ends(two(1, 2)).filter((line) => line.includes('conflict'))).toEqual([]);
  });

  it('one after the other: both win', () => {
    expect(ends(two(1, 1, '', '0.5s')).filter((line) => line.includes('conflict'))).toEqual([]);
  });

  it('the loser reads and works anew where its caller says so', () => {
    const policy = ', calls: { transactions.update: { retry: { attempts: 2, on: [conflict], backoff: 1s } } }';
    expect(ends(two(1, 1, policy)).slice(-2)).toEqual(['8 rows.commit leaves ok', '8 transactions.update leaves ok']);
  });

  it('a commit alone that is tried again conflicts again; a lock makes the second wait instead', () => {
    const again = two(1, 1).replace('call: rows.commit] }', 'call: rows.commit] }, calls: { rows.commit: { retry: { attempts: 3 } } }');
    expect(ends(again).filter((line) => line.includes('commit leaves conflict')).length).toBe(3);
    const locked = `title: t
run: { duration: 60s, warmup: 0s, replications: 1 }
keys: { row: { items: 9 } }
components: { rows: { kind: service, per: row, work: 3s } }
workload: { one: { arrivals: { at: [0s, 1s] }, call: rows, keys: { row: { is: 1 } } } }
`;
    expect(eventList(locked).lines.filter((line) => line.includes('leaves'))).toEqual(['3 rows.serve leaves ok', '6 rows.serve leaves ok']);
  });

  it('a commit in a branch is its transaction’s, one without a read compares nothing', () => {
    const inBranch = two(1, 1).replace('call: rows.commit]', 'parallel: [{ call: rows.commit }]]');
    expect(ends(inBranch)).toEqual(ends(two(1, 1)));
    const blind = two(1, 1).replace('call: rows.read, ', '');
    expect(ends(blind).filter((line) => line.includes('conflict'))).toEqual([]);
  });
});

describe('optimistic transactions beside theory', () => {
  const poisson = `title: Optimistic
keys: { row: { items: 4 } }
components:
  rows: { kind: versioned-store, key: row }
  transactions: { kind: service, servers: unlimited, operations: { update: [call: rows.read, work: 1s, call: rows.commit] } }
workload: { updates: { arrivals: { poisson: 6/s }, call: transactions.update } }
run: { duration: 2000s, warmup: 100s, replications: 20 }
`;

  // After a success at s all that began before s fail, and the first that begins later succeeds: successes are w + Exp(1/λ) apart, so the share of
  // conflicts is λw / (1 + λw), that of a counter with dead time w, and Erlang's loss of one server.
  it('of one length w on one row conflict for λw / (1 + λw)', { timeout: 60_000 }, async () => {
    const results = await simulate({ text: poisson });
    const value = 1.5 / 2.5;
    expect(mistakes(compare(results, { quantity: 'conflicts', statistic: ['components.rows.conflict_share'], value, reference: [] }), 1)).toEqual([]);
    expect(mistakes(compare(results, { quantity: 'failed', statistic: ['requests.updates.outcomes.conflict.share'], value, reference: [] }), 1)).toEqual([]);
  });

  it('have no formula here, and none is claimed', () => {
    const found = classify(scenarioOf(poisson));
    expect(found.flatMap(({ forecasts }) => forecasts)).toEqual([]);
    expect(found.flatMap(({ unknowns }) => unknowns.map(({ subject }) => subject))).toContain('updates');
  });
});
