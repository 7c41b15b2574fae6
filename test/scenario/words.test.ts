import { describe, expect, it } from 'vitest';
import { renderIssues } from '../../src/scenario/render-issues.js';
import type { ScenarioOverrides } from '../../src/scenario/read-scenario.js';
import { oneServer, readText } from './reader.js';

const shown = (text: string, overrides: ScenarioOverrides = {}, sets: readonly string[] = []): string =>
  renderIssues(readText(text, sets, {}, overrides).issues);
const traced = (log: string): string => {
  const page = `title: Replay
keys: { video: { column: video, attributes: { size: { column: bytes } } } }
components: { edge: { kind: cache, key: video, capacity: 4kB, size: video.size } }
workload: { views: { arrivals: { replay: { file: log.csv, time: t_s } }, call: edge.get } }
run: { duration: all }
`;
  return renderIssues(readText(page, [], { 'log.csv': `t_s,video,bytes\n${log}` }).issues);
};

describe('the words of an error help', () => {
  it.each([
    ['objectives:\n  jobs.latency:\n    below: > 100ms', '8:12', 'write above: 100ms'],
    ['objectives: { jobs.latency: { below: > 100ms } }', '6:38', 'write above: 100ms'],
    ['objectives: { jobs.latency: { atMost: >100ms } }', '6:39', 'write above: 100ms'],
    ['objectives:\n  jobs.throughput: > 39/s', '7:20', 'write a bound as { above: 39/s }'],
  ])('where > begins a folded text: %s', (rest, place, suggestion) => {
    const text = shown(oneServer({ rest }));
    expect(text).toContain(`scenarios/shop.yaml:${place}  \`>\` or \`|\` after a colon begins a folded text in YAML`);
    expect(text).toContain(`${suggestion}\n`);
  });

  it('where a brace is never closed: at the brace', () => {
    expect(shown(oneServer({ server: '{ kind: service, work: { exponential: 8ms }' }))).toContain('shop.yaml:3:11  this { is never closed');
    expect(shown(oneServer({ server: '[ kind' }))).toContain('shop.yaml:3:11  this [ is never closed');
    expect(shown(oneServer({ server: '{ kind: service, # not }\n    work: { pick: { "}": 1 } }' }))).toContain('shop.yaml:3:11  this { is never closed');
  });

  it('where the title is empty', () => {
    expect(shown(oneServer().replace('One server', '"  "'))).toContain('1:8  the title is empty');
    expect(shown(oneServer().replace('One server', ''))).toMatch(/1:1 {2}"title" has no value\n.*\n.*\^ give it one\n/);
  });

  it('where a flag makes the conflict: the flag', () => {
    const page = oneServer({ rest: 'run: { duration: 10min, warmup: 1min }' });
    expect(shown(page, { duration: '20s' })).toBe(
      '--duration  the warm-up of 60 s leaves nothing of a run of 20 s\n     | 20s\n     | ^^^ expected more than 60s\n1 error on the command line. Nothing was run. (exit 2)\n',
    );
    expect(shown(page, { duration: '20s' }, ['run.warmup=30s'])).toContain('--set run.warmup=30s  the warm-up of 30 s leaves nothing');
    expect(shown(page, { seed: '99999999999999999999' })).toContain('^ expected at most 999999999999999\n');
  });

  it('in a trace, in the singular and by column', () => {
    expect(traced('0\n')).toContain('this row has 1 cell and the header has 3');
    expect(traced('0,a,big\n')).toContain('in column bytes, "big" is not a number of at least 0');
    expect(traced('0,a,\n')).toContain('in column bytes, an empty cell is not a number of at least 0');
    expect(traced('soon,a,1\n')).toContain('in column t_s, "soon" is not a number of seconds');
    expect(traced('0,,1\n')).toContain('column video is empty in this row');
    expect(traced('x,a,1\n'.repeat(11))).toContain('  one more row is malformed');
    const twice = readText(
      'title: T\nkeys: { v: { column: v } }\ncomponents: { c: { kind: cache, key: v, capacity: 4 } }\nworkload: { w: { arrivals: { replay: { file: l.csv, time: t } }, call: c.get } }',
      [],
      {
        'l.csv': 't,v,v\n0,a,a\n',
      },
    );
    expect(twice.issues[0]).toMatchObject({ message: 'scenarios/l.csv has two columns "v"', suggestion: 'rename one of them in the header of the file' });
  });

  it('and nothing in it commands the terminal', () => {
    expect(shown(oneServer({ server: '{ kind: service, work: 8ms, "a\\u001b[31mb": 1 }' }))).not.toContain('\u001b');
  });
});
