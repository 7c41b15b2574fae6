import { describe, expect, it } from 'vitest';
import { eventList } from '../support/event-list.js';

/** Event lists worked out by hand: constant times, arrivals at given instants. */
const head = 'title: t\nrun: { duration: 20s, warmup: 0s, replications: 1 }\n';
const backends = `
  a: { kind: service, work: 1s }
  b: { kind: service, work: 2s }
  c: { kind: service, work: 4s }
  bad: { kind: service, operations: { serve: [work: 1.5s, return: broken] } }
  worse: { kind: service, operations: { serve: [work: 3s, return: refused] } }`;
const page = (step: string, more = '') => `${head}
components:
  page: { kind: service, servers: 2, operations: { serve: [${step}, work: 0.5s]${more} } }
${backends}
workload: { w: { arrivals: { at: [0s] }, call: page } }`;
const leaves = (yaml: string) => eventList(yaml).lines.filter((line) => line.includes('leaves'));

describe('a parallel step until the first or so many have ended well', () => {
  it('goes on with the first; the late branch works to its end, and that is wasted', () => {
    const { lines, system } = eventList(page('{ parallel: [call: c, [call: a, call: b]], until: first }'));
    expect(lines).toEqual([
      '0 page.serve enters',
      '0 c.serve enters',
      '0 a.serve enters',
      '1 a.serve leaves ok',
      '1 b.serve enters',
      '3 b.serve leaves ok',
      '3.5 page.serve leaves ok',
      '4 c.serve leaves ok',
    ]);
    const cell = (name: string) => system.components.find((one) => one.declaration.name === name)!.component.stations[0].cells[0];
    expect([cell('c').work.sum, cell('c').wasted.sum, cell('b').wasted.sum]).toEqual([4, 4, 0]);
    expect(cell('page').wait.count).toBe(1);
  });

  it('waits for a number', () => {
    expect(leaves(page('{ parallel: [call: a, call: b, call: c], until: 2 }'))).toEqual([
      '1 a.serve leaves ok',
      '2 b.serve leaves ok',
      '2.5 page.serve leaves ok',
      '4 c.serve leaves ok',
    ]);
  });

  it('survives as many bad branches as it can do without', () => {
    expect(leaves(page('{ parallel: [call: bad, call: b, call: c], until: 2 }')).slice(-2)).toEqual(['4 c.serve leaves ok', '4.5 page.serve leaves ok']);
  });

  it('ends badly as soon as too few can still end well, with the first bad outcome in time', () => {
    expect(leaves(page('{ parallel: [call: worse, call: bad, call: c], until: 2 }', ''))).toEqual([
      '1.5 bad.serve leaves broken',
      '3 worse.serve leaves refused',
      '3 page.serve leaves broken',
      '4 c.serve leaves ok',
    ]);
  });

  it('does not wait for all where every branch has to end well, and one does not', () => {
    expect(leaves(page('{ parallel: [call: bad, call: c], until: 2 }'))).toEqual([
      '1.5 bad.serve leaves broken',
      '1.5 page.serve leaves broken',
      '4 c.serve leaves ok',
    ]);
  });

  it('finds a wait first, as a time-out of its own', () => {
    expect(leaves(page('{ parallel: [call: c, [wait: 2s]], until: first }'))).toEqual(['2.5 page.serve leaves ok', '4 c.serve leaves ok']);
  });

  it('is decided once: branches that end at the instant of the decision find it closed', () => {
    expect(leaves(page('{ parallel: [[wait: 1s], [wait: 1s], [wait: 1s]], until: first }'))).toEqual(['1.5 page.serve leaves ok']);
  });

  it('lets a late branch be an inner race of its own', () => {
    const inner = '{ parallel: [call: b, call: c], until: first }';
    expect(leaves(page(`{ parallel: [call: a, [${inner}, call: a]], until: first }`))).toEqual([
      '1 a.serve leaves ok',
      '1.5 page.serve leaves ok',
      '2 b.serve leaves ok',
      '3 a.serve leaves ok',
      '4 c.serve leaves ok',
    ]);
  });
});

describe('a race that cancels', () => {
  const yaml = (branch: string) =>
    page(`{ parallel: [call: a, ${branch}], until: first, cancel: true }`, ', other: [call: c]').replace(
      'workload: { w: { arrivals: { at: [0s] }, call: page } }',
      'workload: { w: { arrivals: { at: [0s] }, call: page.serve } , blocker: { arrivals: { at: [0s], count: 1 }, call: page.other } }',
    );

  it('takes a late call out of the queue at once', () => {
    // The other request reaches c first: the branch waits there until it is told at 1 s.
    const lines = eventList(yaml('[wait: 0.5s, call: c]')).lines;
    expect(lines.filter((line) => line.includes('c.serve'))).toEqual([
      '0 c.serve enters',
      '0.5 c.serve enters',
      '1 c.serve is turned away cancelled',
      '4 c.serve leaves ok',
    ]);
    expect(lines).toContain('1.5 page.serve leaves ok');
  });

  it('lets the step that a late branch is in come to its end, and nothing after it', () => {
    const lines = eventList(yaml('[call: b, call: bad]')).lines;
    expect(lines.filter((line) => /(b|bad)\.serve/.test(line))).toEqual(['0 b.serve enters', '2 b.serve leaves ok']);
  });

  it('stops a late wait at its end', () => {
    expect(eventList(yaml('[wait: 3s, call: bad]')).lines.some((line) => line.includes('bad'))).toBe(false);
  });
});

describe('an each step until the first or so many have ended well', () => {
  const keys = (replicas: number) => `keys: { row: { items: 1, attributes: { copies: ${replicas} } } }\n`;
  const yaml = (replicas: number, more: string) => `${keys(replicas)}${head}
components:
  page: { kind: service, operations: { serve: [{ each: row.copies, do: [call: a], ${more} }] } }
  a: { kind: service, servers: 1, work: 1s }
workload: { w: { arrivals: { at: [0s] }, call: page } }`;

  it('starts no more members when it is decided', () => {
    expect(leaves(yaml(5, 'concurrency: 2, until: 2'))).toEqual([
      '1 a.serve leaves ok',
      '2 a.serve leaves ok',
      '2 page.serve leaves ok',
      '3 a.serve leaves ok',
    ]);
  });

  it('fails at once where there are fewer members than have to end well', () => {
    expect(leaves(yaml(1, 'until: 2'))).toEqual(['0 page.serve leaves failed']);
  });

  it('fails in a session too, whose words no component knows', () => {
    const { system } = eventList(`${keys(1)}${head}
components: { a: { kind: service, work: 1s } }
workload: { w: { arrivals: { at: [0s] }, measure: cycle, do: [{ each: row.copies, do: [call: a], until: 2 }] } }`);
    const { cell } = system.workloads[0].requests[0];
    expect(cell.outcomes[system.outcomes.code('failed')]).toBe(1);
  });
});

describe('a branch of choose that is never taken', () => {
  it('may return a word that nobody else returns', () => {
    const { lines } = eventList(`${head}
components:
  page: { kind: service, operations: { serve: [{ choose: { usual: { weight: 1 }, never: { weight: 0, do: [return: unheard] } } }] } }
workload: { w: { arrivals: { at: [0s] }, call: page } }`);
    expect(lines).toEqual(['0 page.serve enters', '0 page.serve leaves ok']);
  });
});
