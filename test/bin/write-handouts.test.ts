import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeHandouts } from '../../bin/exercise/write-handouts.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'queuelab-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const path = (...names: string[]): string => join(folder, ...names);
const handouts = ['ada', 'bob'].map((student) => ({ student, files: new Map([['traces/day.csv', 'easy'] as const, ['page.yaml', 'page'] as const]) }));

describe('writing handouts', () => {
  it('goes to a folder a student', async () => {
    expect(await writeHandouts(handouts, path('out'))).toBeNull();
    expect(readdirSync(path('out'), { recursive: true })).toHaveLength(8);
    expect(readFileSync(path('out', 'bob', 'traces', 'day.csv'), 'utf8')).toBe('easy');
  });

  it('says that a file is in the way of a folder before anything is written', async () => {
    mkdirSync(path('out', 'bob'), { recursive: true });
    writeFileSync(path('out', 'bob', 'traces'), 'a file');
    expect(await writeHandouts(handouts, path('out'))).toBe(`${path('out', 'bob', 'traces')} is not a folder, and one is needed there`);
    expect(readdirSync(path('out'), { recursive: true }).toSorted()).toEqual(['bob', join('bob', 'traces')]);
  });

  // Of a folder that was handed in before: what a link points at is the instructor's.
  it.each([
    ['a file', ['bob', 'traces', 'day.csv'], ['private', 'night.csv']],
    ['a folder', ['bob', 'traces'], ['private']],
    ["a student's folder", ['bob'], ['private']],
    ['nothing', ['bob', 'page.yaml'], ['private', 'new.yaml']],
  ])('never goes through a link to %s, and nothing is written then', async (_what, link, to) => {
    mkdirSync(path('private', 'traces'), { recursive: true });
    writeFileSync(path('private', 'night.csv'), 'hidden');
    mkdirSync(path('out', ...link.slice(0, -1)), { recursive: true });
    symlinkSync(path(...to), path('out', ...link));
    expect(await writeHandouts(handouts, path('out'))).toBe(
      `${path('out', ...link)} is a link, and handouts are not written through links: remove it, or name another folder`,
    );
    expect(readdirSync(path('private'), { recursive: true }).toSorted()).toEqual(['night.csv', 'traces']);
    expect(readFileSync(path('private', 'night.csv'), 'utf8')).toBe('hidden');
    expect(existsSync(path('out', 'ada'))).toBe(false);
  });
});
