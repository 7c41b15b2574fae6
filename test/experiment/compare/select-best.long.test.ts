import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../../src/experiment/compare/document.js';
import { renderComparisonText } from '../../../src/report/compare/text.js';
import type { StudyOptions } from '../../../src/experiment/study.js';
import { comparisonOf, near, page, select, share, states } from './selecting.js';

const textOf = (comparison: Comparison): string =>
  renderComparisonText(comparison, { width: 80, colour: false, unicode: true, quiet: false, all: false, asked: false }).replace(/\s+/g, ' ');

describe('the best is selected, further', () => {
  it('or it is said which remain after the budget, and after how many it is decided at the latest', async () => {
    const comparison = await comparisonOf(near, { budget: 1.1, difference: share(0.001) });
    const found = comparison.selection!;
    expect([found.end, found.selected, found.budget]).toEqual(['budget', null, 22]);
    expect(states(found)).toEqual(['A remains 22', 'B remains 22', 'C remains 22', 'D remains 22']);
    expect(found.sufficient_replications).toBeGreaterThan(1000);
    expect(textOf(comparison)).toMatch(
      /Nothing is selected by jobs\.latency\.mean: A, B, C and D remain after 22 replications, the budget; [\d,]+ (might be needed to decide: a larger --select is decided sooner|decide it at the latest: --budget \d+)\. \(exit 4\) $/,
    );
    const lead = found.designs.find(({ behind_design: behind, state }) => behind === null && state === 'remains')!;
    expect(found.designs.filter(({ state }) => state === 'remains').every(({ mean }) => mean! >= lead.mean!)).toBe(true);
  });

  it('of those that come to rest', async () => {
    const found = await select([['workload.jobs.arrivals.poisson=2/s'], ['server.servers=2']], { difference: share(0.5) });
    expect(states(found)).toEqual(['A eliminated 20', 'B unstable 20', 'C selected 20']);
    const [fromA, none] = [['workload.jobs.arrivals.poisson=2/s'], ['workload.jobs.arrivals.poisson=3/s']];
    expect((await select([none], { yaml: page.replace('0.5/s', '2/s') })).why).toBe('none of them comes to rest');
    const beside = { yaml: page.replace('0.5/s', '2/s') };
    expect((await select([['server.servers=3'], fromA], beside)).why).toContain('A never comes to rest');
    expect(states(await select([['server.servers=3'], fromA], { ...beside, difference: { absolute: 0.01 } }))[1]).toBe('B selected 20');
  });

  it('by the higher one where that is better', async () => {
    const yaml = page.replace('work:', 'queue: 1, work:');
    const found = await select([['server.queue=3'], ['server.servers=2']], { by: 'jobs.outcome.ok', yaml });
    expect([found.better, found.selected, found.unit]).toEqual(['higher', 'C', 'share']);
  });

  it('by nothing that single replications do not have, nor by a share of nothing', async () => {
    // 45 requests a replication: none of them has a p95, all together have one.
    const found = await select([['server.servers=2']], { by: 'jobs.latency.p95' });
    expect([found.end, found.selected, found.sufficient_replications]).toEqual(['impossible', null, null]);
    expect(found.why).toBe('replication 1 of A by itself has no value of it: longer replications (--duration), or another --statistic');
    const idle = { by: 'server.wait', yaml: page.replace('work:', 'servers: 99, work:') };
    expect((await select([['server.servers=98']], idle)).why).toBe('it is 0 in A, of which no share is a difference: give --select with a unit');
    expect(states(await select([['server.servers=98']], { ...idle, difference: { absolute: 0.001 } }))).toEqual(['A selected 20', 'B tied 20']);
    const more = await select([['workload.jobs.arrivals.poisson=0.6/s']], { by: 'jobs.throughput' });
    expect(more.why).toBe('the designs were not offered the same, so that more is no merit');
  });

  it('says where the mean over replications is not the value over all requests, and where it is too rare', async () => {
    const { advice } = await comparisonOf([['server.servers=2']], { by: 'jobs.latency.p50', difference: { absolute: 1e-6 }, budget: 1 });
    expect(advice.find(({ code }) => code === 'selected-by-replication')!.sentence).toMatch(
      /^Selected is by the mean of jobs\.latency\.p50 .* % (below|above) the value over all/,
    );
    const scarce = await comparisonOf([['server.queue=8']], {
      by: 'jobs.outcome.rejected',
      yaml: page.replace('work:', 'queue: 9, work:'),
      difference: { absolute: 0.001 },
    });
    expect(scarce.advice.map(({ code }) => code)).toContain('selected-by-rare');
  });

  it('interrupted, says which remained', async () => {
    let most = 0;
    const options: Partial<StudyOptions> = { progress: (done) => void (most = Math.max(most, done)), stop: () => (most >= 21 ? 'after-replication' : 'no') };
    const comparison = await comparisonOf(near, { options });
    expect([comparison.partial, comparison.replications, comparison.selection!.end]).toEqual([true, 20, 'interrupted']);
    expect(states(comparison.selection!).filter((one) => one.includes('remains')).length).toBeGreaterThan(1);
    expect(textOf(comparison)).toMatch(
      /PARTIAL interrupted before the selection had ended\. .*Nothing is selected by jobs\.latency\.mean: it was interrupted while .* remained\. \(exit 130\) $/,
    );
    let fewer = 0;
    const early: Partial<StudyOptions> = { progress: (done) => void (fewer = Math.max(fewer, done)), stop: () => (fewer >= 5 ? 'after-replication' : 'no') };
    const first = await comparisonOf(near, { options: early });
    expect([first.partial, first.selection!.end]).toEqual([true, 'interrupted']);
    expect(textOf(first)).toMatch(/PARTIAL interrupted after \d+ replications of each, so intervals are wider\./);
  });
});
