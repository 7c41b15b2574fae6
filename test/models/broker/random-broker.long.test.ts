import { describe, expect, it } from 'vitest';
import { createStream } from '../../../src/sim/chance/stream.js';
import { type Run, runRandomBroker } from './random-broker.js';

const RUNS = 4000;

/** Thousands of brokers of random make: consumers take random times, fail, and crash at random moments with what they have in hand. */
describe('a broker whose consumers crash at random', () => {
  const runs: Run[] = Array.from({ length: RUNS }, (_, number) => runRandomBroker(createStream(number, 0, 'random broker', 'all')));
  const groupsOf = (some: readonly Run[]) =>
    some.flatMap((run) =>
      run.broker.groups.map((group, index) => ({ run, group, counts: group.counts, rules: run.rules[index], witness: run.witnesses[index] })),
    );

  it('loses no message: published = delivered + dead + expired + still there, in every group', () => {
    for (const { run, counts } of groupsOf(runs)) {
      const { delivered, deadLettered, expired, lag, inHand } = counts;
      expect(delivered + deadLettered + expired + lag.level + inHand.level).toBe(run.broker.published);
      if (run.isFinished) expect([lag.level, inHand.level]).toEqual([0, 0]);
    }
  });

  it('has every message answered where none may be given up or fall out', () => {
    const certain = groupsOf(runs).filter(({ run, rules }) => run.isFinished && run.retainsAll && rules.attempts === Infinity);
    expect(certain.length).toBeGreaterThan(300);
    for (const { run, counts, witness } of certain) {
      expect(counts.delivered).toBe(run.broker.published);
      expect(witness.answered.size).toBe(run.broker.published);
    }
  });

  it('calls delivered only what its consumers have answered well', () => {
    for (const { counts, witness } of groupsOf(runs)) expect(counts.delivered).toBeLessThanOrEqual(witness.answered.size);
  });

  it('counts redeliveries as its consumers do', () => {
    let redelivered = 0;
    for (const { counts, witness } of groupsOf(runs)) {
      expect(counts.redelivered).toBe(witness.taken.length - new Set(witness.taken).size);
      expect(counts.age.tally.count).toBe(new Set(witness.taken).size);
      redelivered += counts.redelivered;
    }
    expect(redelivered).toBeGreaterThan(10_000);
  });

  it('takes no message of a key before the one before it is done', () => {
    for (const { witness } of groupsOf(runs)) expect(witness.outOfOrder).toEqual([]);
  });

  it("obeys Little's law on every path: the lag over time is the sum of the ages at delivery", () => {
    // Answers take up to 3 s: with a longer time-out nothing waits but for its first delivery.
    const plain = groupsOf(runs).filter(
      ({ run, counts, rules }) => run.isFinished && run.retainsAll && rules.after > 3 && counts.redelivered === 0 && counts.deadLettered === 0,
    );
    expect(plain.length).toBeGreaterThan(50);
    for (const { counts } of plain) expect(counts.lag.integral(1e5)).toBeCloseTo(counts.age.tally.sum, 6);
  });

  it('gives no consumer two things at once', () => {
    for (const { witness, rules } of groupsOf(runs)) expect(witness.busiest).toBeLessThanOrEqual(rules.consumers);
  });

  it('publishes what was offered, refused, or still waits for room', () => {
    for (const { broker, offered, refused, isFinished } of runs) {
      const waiting = broker.logs.reduce((sum, log) => sum + log.blocked, 0);
      if (isFinished) expect(broker.published + refused + waiting).toBe(offered);
      if (isFinished) expect(waiting).toBe(0);
    }
  });

  it('has crashed thousands of consumers', () => {
    expect(runs.reduce((sum, run) => sum + run.crashes, 0)).toBeGreaterThan(RUNS);
  });
});
