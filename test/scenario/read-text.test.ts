import { describe, expect, it } from 'vitest';
import { whyUnreadable } from '../../src/node/disk-reader.js';
import { readText } from '../../src/scenario/read-text.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import type { FileReader } from '../../src/scenario/source-file.js';
import { memoryReader, oneServer } from './reader.js';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const readerOf = (files: Readonly<Record<string, ReturnType<FileReader['read']>>>): FileReader => ({
  ...memoryReader({}),
  read: (path) => files[path] ?? null,
});
const read = (content: ReturnType<FileReader['read']>): ReturnType<typeof readText> => readText('/work/a.csv', readerOf({ '/work/a.csv': content }));

const replay = (extra = ''): string => `title: Replay
keys: { video: { column: video } }
components: { edge: { kind: cache, key: video, capacity: 4 } }
workload: { views: { arrivals: { replay: { file: log.csv, time: t_s${extra} } }, call: edge.get } }
run: { duration: all }
`;
const issuesOf = (page: Uint8Array | string, log: ReturnType<FileReader['read']>): readonly string[] =>
  readScenario({ file: '/work/page.yaml', sets: [], reader: readerOf({ '/work/page.yaml': page, '/work/log.csv': log }) }).issues.map(
    (issue) => `${issue.file}:${issue.line}:${issue.column} ${issue.code} ${issue.message}`,
  );

describe('a file read as text', () => {
  it('is UTF-8, with or without a byte order mark, and may hold the replacement character itself', () => {
    expect(read(new TextEncoder().encode('\uFEFFé 漢 😀 \uFFFD\n'))).toBe('é 漢 😀 \uFFFD\n');
    expect(read('é')).toBe('é');
    expect(read(new Uint8Array())).toBe('');
  });

  it.each([
    ['Latin-1', latin1('t,item\n0,a\n1,b\xe9\n'), 'byte 15 is 0xe9', 3, 4],
    [
      'Latin-1 behind other letters and a real replacement character',
      Uint8Array.from([...new TextEncoder().encode('漢😀é\uFFFD\n'), 0x61, 0xe9]),
      'byte 15 is 0xe9',
      2,
      2,
    ],
    ['a character that is cut off', new TextEncoder().encode('a\n漢').slice(0, 4), 'byte 3 is 0xe6', 2, 1],
    ['a NUL byte', latin1('a\nb\0'), 'a NUL byte', 2, 2],
    ['a NUL in a text', 'a\nb\0', 'a NUL byte', 2, 2],
    ['UTF-16 with the low byte first', latin1('\xff\xfea\0'), 'it is UTF-16', 1, 1],
    ['UTF-16 with the high byte first', latin1('\xfe\xff\0a'), 'it is UTF-16', 1, 1],
  ])('is refused where it is %s', (_, content, what, line, column) => {
    const problem = read(content);
    if (typeof problem === 'string') throw new Error('it was read');
    expect(problem).toMatchObject({ code: 'not-text', message: `a.csv is not UTF-8 text: ${what}`, suggestion: 'save the file as UTF-8' });
    expect(problem.place!.file.position(problem.place!.start)).toEqual({ line, column });
  });

  it('says why it is not reached', () => {
    const said = (code: string): unknown => {
      const problem = read(whyUnreadable(Object.assign(new Error('the words of the system'), { code })));
      return typeof problem === 'string' ? problem : [problem.code, problem.message, problem.suggestion];
    };
    expect(said('ENOENT')).toEqual(['file-missing', 'there is no file a.csv', null]);
    expect(said('ENOTDIR')).toEqual(['file-missing', 'there is no file a.csv', null]);
    expect(said('EISDIR')).toEqual(['file-unreadable', 'a.csv is a folder', 'name a file in it']);
    expect(said('EACCES')).toEqual(['file-unreadable', 'there is no permission to read a.csv', 'allow it: chmod u+r a.csv']);
    expect(said('ENAMETOOLONG')).toEqual(['file-unreadable', 'a.csv cannot be read: the name is too long', null]);
    expect(said('EIO')).toEqual(['file-unreadable', 'a.csv cannot be read: the words of the system', null]);
  });
});

describe('what is no text', () => {
  it('is an error of the scenario, at its place', () => {
    expect(issuesOf(latin1(oneServer().replace('One', '\xc9n')), '')).toEqual(['page.yaml:1:8 not-text page.yaml is not UTF-8 text: byte 8 is 0xc9']);
  });

  it.each(['', ', lenient: true'])('is an error of a trace, so that two names never become one item%s', (extra) => {
    expect(issuesOf(replay(extra), latin1('t_s,video\n0,b\xe9\n1,b\xe8\n'))).toEqual(['log.csv:2:4 not-text log.csv is not UTF-8 text: byte 14 is 0xe9']);
  });

  it('is told from a folder and a missing file, where the trace is named', () => {
    expect(issuesOf(replay(), { why: 'folder' })).toEqual(['page.yaml:4:50 file-unreadable log.csv is a folder']);
    expect(issuesOf(replay(), null)).toEqual(['page.yaml:4:50 file-missing there is no file log.csv']);
  });
});
