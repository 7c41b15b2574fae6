import { describe, expect, it } from 'vitest';
import { readScenario } from '../../src/scenario/read-scenario.js';
import { diskReader } from '../../src/node/disk-reader.js';
import { scenarioOf } from '../support/read.js';

const page = (vary: string): string => `title: One server
components:
  server: { kind: service, servers: 1, work: { exponential: 10ms } }
workload:
  web: { arrivals: { poisson: 50/s }, call: server }
vary:
${vary}
`;

function issuesOf(vary: string): string[] {
  const reader = { ...diskReader, read: () => page(vary) };
  return readScenario({ file: 'test.yaml', sets: [], reader }).issues.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`);
}

describe('vary', () => {
  it('has lists as they are written, and ranges', () => {
    const text = `  server.servers: [1, 2, '4']
  server.work: [8ms, { exponential: 8ms }]
  web.arrivals.poisson: { from: 20/s, to: 60/s, step: 20/s }
  server.queue: { from: 1, to: 3 }
  seed: { from: 10, to: 1000, points: 3, scale: log }`;
    expect(scenarioOf(page(text)).vary).toEqual([
      { path: 'server.servers', values: ['1', '2', '"4"'] },
      { path: 'server.work', values: ['8ms', '{ exponential: 8ms }'] },
      { path: 'web.arrivals.poisson', values: ['20/s', '40/s', '60/s'] },
      { path: 'server.queue', values: ['1', '2', '3'] },
      { path: 'seed', values: ['10', '100', '1000'] },
    ]);
    expect(scenarioOf(page('  server.servers: [1, 2]'), ['vary=null']).vary).toEqual([]);
  });

  it('has every value checked in its place, all mistakes at once, where they stand', () => {
    const text = `  server.servers: [1, 0, two]
  server.work: [8ms, 8]
  sever.queue: [1, 2]
  web.arrivals.poisson: { from: 20/s, to: 60/s }`;
    expect(issuesOf(text)).toEqual(['10:25 out-of-range from 20/s to 60/s needs a step, or a number of points']);
    expect(issuesOf(text.split('\n').slice(0, 3).join('\n'))).toEqual([
      '7:23 out-of-range 0 is too small here',
      '7:26 not-a-number "two" is not a count',
      '8:22 unit-missing a time needs a unit',
      '9:3 unknown-path "sever.queue": nothing is called "sever"',
    ]);
  });

  it.each([
    ['  server.servers: 2', '7:19 wrong-shape "server.servers" has one value: nothing varies'],
    ['  server.servers: []', '7:19 missing-value "server.servers" has no values to vary'],
    ['  {}', '7:3 missing-value `vary` names nothing that varies'],
    ['  server.servers: { from: 1, to: 4, step: 1, points: 4 }', '7:19 one-of a range has a step or a number of points'],
    ['  server.servers: { from: 4, to: 1 }', '7:19 out-of-range 1 is not more than 4'],
    ['  server.servers: { from: 1, to: 4, scale: log }', '7:19 missing-field a logarithmic range needs a number of points'],
  ])('%s', (text, issue) => expect(issuesOf(text)).toEqual([typeof issue === 'string' ? issue : expect.stringMatching(issue)]));
});
