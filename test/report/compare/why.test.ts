import { describe, expect, it } from 'vitest';
import type { Comparison, Contrast, Shift, Stay, WaitShift, Why } from '../../../src/experiment/compare/document.js';
import { ASCII } from '../../../src/report/format.js';
import { whySentences } from '../../../src/report/compare/why.js';

const change = (path: string, before: string | null, after: string | null): NonNullable<Why['changes']>[number] => ({
  path,
  before,
  after,
  relative: null,
  file: '--set',
  line: 1,
});
const within = (value: number, half: number): { value: number; low: number; high: number } => ({ value, low: value - half, high: value + half });
const shift = (workload: string, more: Partial<Shift> = {}): Shift => ({
  workload,
  with_failures: false,
  difference: within(-0.0359, 0.0014),
  parts: [{ component: 'db', what: 'wait', difference: within(-0.0352, 0.0013), utilisation: { before: 0.733, after: 0.366 } }],
  ...more,
});
const wait: WaitShift = {
  component: 'db',
  before_s: 0.04,
  after_s: 0.005,
  difference: within(-0.035, 0.0013),
  utilisation: { before: 0.733, after: 0.366 },
  workloads: ['browse'],
};
const stay: Stay = {
  workload: 'checkout',
  with_failures: false,
  gain: within(0.081, 0.004),
  component: 'payment',
  share: within(0.8, 0.02),
  mostly: 'work',
  equal: true,
};

/** Of a comparison whose verdict rests on these statistics, with their ratios to A. */
function say(why: Partial<Why>, ratios: Record<string, number> = { 'browse.latency.p99': 0.3 }, glyphs?: typeof ASCII): string[] {
  const statistics = Object.entries(ratios).map(([statistic, ratio]) => {
    const meaning = ratio < 1 ? 'better' : 'worse';
    const contrast = { difference: within(ratio - 1, 0.01), ratio: within(ratio, 0.01), meaning, verdict: ratio < 1 ? 'lower' : 'higher' } as Contrast;
    return { statistic, unit: 's' as const, better: 'lower' as const, values: { A: within(0.05, 0.001) }, against: { B: contrast } };
  });
  const all: Why = { changes: null, shifts: [], waits: [], stays: [], ...why };
  return whySentences({ practical: 0.01, statistics, why: { B: all } } as unknown as Comparison, 'B', glyphs);
}

describe('why a design differs, in words', () => {
  it('names what was changed, and counts what is too much to name', () => {
    expect(say({ changes: [change('db.servers', '1', '2')] })).toEqual(['db.servers was 1 and is 2.']);
    expect(say({ changes: [change('db.servers', null, '2'), change('cache', 'x'.repeat(50), null), change('web', 'x'.repeat(50), 'y')] })).toEqual([
      'db.servers is 2, not written in A; cache is gone; web is written otherwise.',
    ]);
    expect(say({ changes: Array.from({ length: 6 }, (_, index) => change(`a${index}`, '1', null)) })).toEqual([
      'a0 is gone, it was 1; a1 is gone, it was 1; a2 is gone, it was 1; a3 is gone, it was 1; and 2 more changes of the page.',
    ]);
  });

  it('says nothing where nothing is known', () => {
    expect(say({})).toEqual([]);
    expect(say({ changes: [] })).toEqual([]);
  });

  it('says which waiting made the mean of the verdict differ, and how busy the component was and is', () => {
    expect(say({ shifts: [shift('browse')], waits: [wait] })).toEqual([
      'browse.latency.mean falls by 35.9 ±1.4 ms: a request waits 35.2 ±1.3 ms less for db. db was 73.3 % busy and is 36.6 % busy.',
    ]);
    expect(say({ shifts: [shift('browse')] }, { 'browse.latency.p99': 0.3 }, ASCII)[0]).toContain('35.9 +-1.4 ms');
  });

  it('names several parts, work as well, in one unit, and failed requests', () => {
    const parts: Shift['parts'] = [
      { component: 'app', what: 'wait', difference: within(0.05, 0.001), utilisation: null },
      { component: 'app', what: 'work', difference: within(0.0021, 0.0001), utilisation: null },
      { component: 'db', what: 'wait', difference: within(-0.03, 0.001), utilisation: { before: 0.5, after: 0.504 } },
    ];
    expect(say({ shifts: [shift('browse', { difference: within(0.022, 0.001), parts, with_failures: true })] }, { 'browse.latency': 2 })).toEqual([
      'The mean time of a request of browse, those that fail too, rises by 22.0 ±1.0 ms: a request waits 50.0 ±1.0 ms longer for app, is worked on 2.10 ±0.10 ms longer at app and waits 30.0 ±1.0 ms less for db.',
    ]);
  });

  it('begins with the verdict, tells two at most and each load once, and leaves out what moves against the verdict', () => {
    const shifts = [shift('other'), shift('third'), shift('browse')];
    const said = say({ shifts });
    expect(said.map((sentence) => sentence.split(' ')[0])).toEqual(['browse.latency.mean', 'other.latency.mean']);
    expect(said.filter((sentence) => sentence.includes('busy'))).toHaveLength(1);
    expect(say({ shifts: [shift('browse')] }, { 'browse.latency.p99': 2 })).toEqual([]);
  });

  it('says who waits less on the way of the verdict, where the mean is not divided', () => {
    const sentence = 'A job waits 35.0 ±1.3 ms less for db: 40 ms in A, 5 in B. db was 73.3 % busy and is 36.6 % busy.';
    expect(say({ waits: [wait] })).toEqual([sentence]);
    expect(say({ waits: [{ ...wait, component: 'far', workloads: [] }, wait] })).toEqual([sentence]);
    expect(say({ waits: [wait] }, { 'checkout.latency.p99': 0.3 })).toEqual([]);
    expect(say({ waits: [wait] }, { 'browse.latency.p99': 2 })).toEqual([]);
    expect(say({ waits: [wait] }, { 'db.utilisation': 0.5 })).toEqual([]);
  });

  it('says who hardly gains, and where the time is', () => {
    expect(say({ stays: [stay] })).toEqual([
      'checkout hardly gains: its mean time falls by 8.1 ±0.4 % only, and 80 ±2 % of it is work at payment, which did not change.',
    ]);
    expect(say({ stays: [{ ...stay, gain: within(0.002, 0.001), mostly: 'wait', equal: false }] })).toEqual([
      'checkout hardly gains: 80 ±2 % of its time is waiting for payment, which changed by less than 1 %.',
    ]);
    expect(say({ stays: [{ ...stay, gain: within(0.002, 0.001), mostly: null, with_failures: true }] })).toEqual([
      'checkout hardly gains: 80 ±2 % of its time (with failed requests) is waiting for payment and work there, which did not change.',
    ]);
    // Its own shift is no news then.
    expect(say({ shifts: [shift('checkout')], stays: [stay] })).toHaveLength(1);
  });

  it('never hedges', () => {
    const said = say({ changes: [change('db.servers', '1', '2')], shifts: [shift('browse')], waits: [wait], stays: [stay] }).join(' ');
    expect(said).not.toMatch(/\b(may|might|perhaps|probably|likely|could|seems?)\b/i);
  });
});
