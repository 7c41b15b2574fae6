import fc from 'fast-check';
import { parse } from 'csv-parse/browser/esm/sync';
import { describe, expect, it } from 'vitest';
import { PlainTable } from '../../src/scenario/plain-table.js';
import { numberOf, wholeOf } from '../../src/scenario/table.js';
import type { Trace } from '../../src/scenario/scenario.js';
import { memoryReader, readText, scenarioOf } from './reader.js';
import { readScenario } from '../../src/scenario/read-scenario.js';

const replay = (extra = '', key = '{ column: video, attributes: { size: { column: bytes } } }'): string => `title: Replay
keys:
  video: ${key}
components:
  edge: { kind: cache, key: video, capacity: 4GB, size: video.size }
workload:
  views: { arrivals: { replay: { file: log.csv, time: t_s${extra} } }, call: edge.get }
run: { duration: all }
`;
const traceOf = (csv: string, extra = ''): Trace => scenarioOf(replay(extra), [], { 'log.csv': csv }).traces.get('log.csv')!;
const issuesOf = (csv: string, extra = ''): readonly string[] =>
  readText(replay(extra), [], { 'log.csv': csv }).issues.map((issue) => `${issue.file}:${issue.line}:${issue.column} ${issue.code}`);
const plain = (text: string): PlainTable =>
  new PlainTable(text, () => {
    throw new Error('no place is asked for');
  });
const recordsOf = (text: string): string[][] => {
  const table = plain(text);
  const rows = Array.from({ length: table.rowCount }, (_, row) => Array.from({ length: table.width(row) }, (__, column) => table.cell(row, column)));
  return table.header.length === 0 ? [] : [[...table.header], ...rows];
};
const log = 't_s,video,bytes\n5,a,100\n5,b,200\n7.5,a,100\n';

describe('traces', () => {
  it('count from their origin, so that two files keep step', () => {
    expect([...traceOf(log, ', origin: 3').times]).toEqual([2, 2, 4.5]);
    expect(issuesOf(log, ', origin: 6')).toEqual(['scenarios/log.csv:2:1 trace-time-back', 'scenarios/log.csv:3:1 trace-time-back']);
  });

  it('number the items of one key alike in all columns and files', () => {
    const page = (users: number): string => `title: Letters
keys: { user: { items: ${users} }, reader: { of: user } }
components:
  phones: { kind: connections, key: user }
  post: { kind: service, servers: unlimited, operations: { letter: [{ call: phones.push, with: { user: reader } }] } }
workload:
  letters: { arrivals: { replay: { file: letters.csv, time: t } }, keys: { user: { column: from }, reader: { column: to } }, call: post.letter }
  visits: { arrivals: { replay: { file: visits.csv, time: t } }, keys: { user: { column: who } }, call: phones.push }
run: { duration: all }
`;
    const files = { 'letters.csv': 't,from,to\n1,ann,bob\n2,bob,cid\n3,cid,ann\n', 'visits.csv': 't,who\n1,cid\n2,bob\n3,dan\n' };
    const { traces } = scenarioOf(page(4), [], files);
    const items = (file: string, column: string): number[] => [...traces.get(file)!.items.get(column)!];
    // Row by row: ann 0, bob 1, cid 2, dan 3.
    expect([items('letters.csv', 'from'), items('letters.csv', 'to'), items('visits.csv', 'who')]).toEqual([
      [0, 1, 2],
      [1, 2, 0],
      [2, 1, 3],
    ]);
    expect(readText(page(3), [], files).issues.map(({ message }) => message)).toEqual(['there are 4 different users in the trace, and user has 3 items']);
  });

  it('are read into columns; time counts from the first row', () => {
    const trace = traceOf(log);
    expect([...trace.times]).toEqual([0, 0, 2.5]);
    expect([...trace.items.get('video')!]).toEqual([0, 1, 0]);
    expect([...trace.numbers.get('bytes')!]).toEqual([100, 200, 100]);
    expect(trace.skippedRows).toBe(0);
    expect(scenarioOf(replay(), [], { 'log.csv': log }).keys[0].attributes).toEqual([{ name: 'size', source: { from: 'column', column: 'bytes' } }]);
  });

  it('may have quotes, other line ends, a byte order mark and empty lines', () => {
    const trace = traceOf('\uFEFFt_s,video,bytes\r\n0,"a, b",1\r\n\r\n1,"say ""hi""",2\r\n2,"a, b",3\r\n');
    expect([...trace.items.get('video')!]).toEqual([0, 1, 0]);
    expect([...trace.times]).toEqual([0, 1, 2]);
  });

  it.each([
    ['a row with too few cells', `${log}8,c\n`, 'scenarios/log.csv:5:4 trace-row'],
    ['a row with too many cells', `${log}8,c,1,2\n`, 'scenarios/log.csv:5:7 trace-row'],
    ['a time that is no number', `${log}soon,c,1\n`, 'scenarios/log.csv:5:1 trace-row'],
    ['an infinite time', `${log}1e999,c,1\n`, 'scenarios/log.csv:5:1 trace-row'],
    ['a time that goes back', `${log}7,c,1\n`, 'scenarios/log.csv:5:1 trace-time-back'],
    ['an empty key', `${log}8,,1\n`, 'scenarios/log.csv:5:3 trace-row'],
    ['a size that is no number', `${log}8,c,big\n`, 'scenarios/log.csv:5:5 trace-row'],
    ['a negative size', `${log}8,c,-1\n`, 'scenarios/log.csv:5:5 trace-row'],
    ['an open quote', `${log}8,"c,1\n9,d,1\n`, 'scenarios/log.csv:6:1 trace-row'],
    ['nothing at all', '', 'scenarios/log.csv:1:1 trace-empty'],
    ['a header alone', 't_s,video,bytes\n', 'scenarios/log.csv:1:1 trace-empty'],
    ['no time', 'time,video,bytes\n0,a,1\n', 'scenarios/shop.yaml:7:55 trace-column'],
    ['no such column', 't_s,film,bytes\n0,a,1\n', 'scenarios/shop.yaml:3:3 trace-column'],
    ['two columns of one name', 't_s,video,video,bytes\n0,a,a,1\n', 'scenarios/shop.yaml:3:3 trace-column'],
  ])('%s is located', (_, csv, expected) => expect(issuesOf(csv)).toEqual([expected]));

  it('that are missing are reported where they are named', () => {
    expect(readText(replay()).issues.map((issue) => `${issue.line}:${issue.column} ${issue.code}`)).toEqual(['7:40 file-missing']);
  });

  it('skip and count malformed rows where the user asks for it', () => {
    const trace = traceOf(`${log}soon,c,1\n7,c,1\n8,c\n9,,1\n9,c,big\n9,c,5\n`, ', lenient: true');
    expect(trace.skippedRows).toBe(5);
    expect([...trace.times]).toEqual([0, 0, 2.5, 4]);
    expect([...trace.items.get('video')!]).toEqual([0, 1, 0, 2]);
    expect(issuesOf('t_s,video,bytes\nsoon,a,1\n', ', lenient: true')).toEqual(['scenarios/log.csv:2:1 trace-empty']);
  });

  it('show the first ten malformed rows and count the rest', () => {
    const { issues } = readText(replay(), [], { 'log.csv': `t_s,video,bytes\n${'x,a,1\n'.repeat(1000)}` });
    expect(issues).toHaveLength(11);
    expect(issues[10]).toMatchObject({ line: 12, message: 'here and below 990 more rows are malformed' });
  });

  it('are relative to the file that names them, and by --set to the working directory', () => {
    const reader = memoryReader({ '/work/scenarios/shop.yaml': replay(), '/work/scenarios/log.csv': log, '/work/other.csv': `${log}9,c,1\n` });
    const read = (sets: readonly string[]): number =>
      [...readScenario({ file: '/work/scenarios/shop.yaml', sets, reader }).scenario!.traces.values()][0].times.length;
    expect(read([])).toBe(3);
    expect(read(['views.arrivals.replay.file=other.csv'])).toBe(4);
  });

  it('must have the column of an attribute exactly once', () => {
    const text = (other: string): string => replay().replace('run:', `  others: ${other}\nrun:`);
    const two = text('{ arrivals: { replay: { file: log.csv, time: t_s } }, call: edge.put }');
    expect(readText(two, [], { 'log.csv': log }).issues.map((issue) => `${issue.line} ${issue.code}`)).toEqual(['3 not-yet-supported']);
    const none = replay()
      .replace('{ replay: { file: log.csv, time: t_s } }', '{ poisson: 1/s }')
      .replace('{ column: video,', '{ items: 3,')
      .replace('size: video.size', '')
      .replace('4GB, ', '4')
      .replace('duration: all', '');
    expect(readText(none).issues.map((issue) => `${issue.line} ${issue.code}`)).toEqual(['3 key-not-drawn']);
  });

  it('without quotes are split as the general parser splits them', () => {
    const cell = fc.stringMatching(/^[ab0-9. ]{0,4}$/);
    const row = fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(','));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), (rows, end, isEnded) => {
        const text = rows.join(end) + (isEnded ? end : '');
        const general = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true });
        expect(recordsOf(text)).toEqual(general);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('tell items apart by their texts, numbers or not', () => {
    const names = ['7', '07', '7.0', ' 7 ', 'b', '4194304', '4194303', '0', '00', '7', 'b', '4194304', '999999999999999', '1000000000000000', '+7'];
    const trace = traceOf(`t_s,video,bytes\n${names.map((name, row) => `${row},${name},1`).join('\n')}\n`);
    const texts = [...new Set(names.map((name) => name.trim()))];
    expect([...trace.items.get('video')!]).toEqual(names.map((name) => texts.indexOf(name.trim())));
  });

  it('have the numbers that their texts are, to the last digit', () => {
    const text = fc.oneof(
      fc.double({ noNaN: true }).map(String),
      fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => value.toFixed(6)),
      fc.nat().map(String),
      fc.stringMatching(/^[-+]?[0-9. e]{0,18}$/),
      fc.constantFrom('', '.', '1.', '.5', '1.2.3', '0x10', ' 7 ', '1e999', '123456789012345', '1234567890123456', '0.1', '-1', '+2'),
    );
    fc.assert(
      fc.property(text, (cell) => {
        const table = plain(`first,second\nx,${cell}\n`);
        expect([table.number(0, 1), table.whole(0, 1), table.isEmpty(0, 1)]).toEqual([numberOf(cell.trim()), wholeOf(cell.trim()), cell.trim() === '']);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
