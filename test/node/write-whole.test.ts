import { readdirSync, rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asideName, reason, writeAside, writeWhole } from '../../src/node/write-whole.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'queuelab-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a file written whole', () => {
  it('holds what was written and leaves nothing beside it', async () => {
    const path = join(folder, 'results.json');
    expect(await writeWhole(path, 'old')).toBeNull();
    expect(await writeWhole(path, Buffer.from('new µ'))).toBeNull();
    expect(await readFile(path, 'utf8')).toBe('new µ');
    expect(await readdir(folder)).toEqual(['results.json']);
  });

  it('says that the folder is missing', async () => {
    expect(await writeWhole(join(folder, 'none', 'a.txt'), 'x')).toBe(
      `${join(folder, 'none', 'a.txt')}: there is no folder ${join(folder, 'none')}; make it first`,
    );
  });

  it('says that the folder is a file', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await writeWhole(join(folder, 'file', 'a.txt'), 'x')).toContain('file is not a folder');
  });

  it('says that the name is a folder, and leaves it', async () => {
    await mkdir(join(folder, 'reports'));
    expect(await writeWhole(join(folder, 'reports'), 'x')).toContain('this is a folder; name a file');
    expect(await readdir(folder)).toEqual(['reports']);
  });

  it('says that the name is too long', async () => {
    expect(await writeWhole(join(folder, 'a'.repeat(300)), 'x')).toContain('the name is too long');
  });

  it.skipIf(process.getuid?.() === 0)('says that the folder is not writable, and keeps the old file (skipped for root, who may write anywhere)', async () => {
    await writeFile(join(folder, 'a.txt'), 'old');
    await chmod(folder, 0o555);
    expect(await writeWhole(join(folder, 'a.txt'), 'x')).toContain('does not let you write');
    await chmod(folder, 0o755);
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('old');
  });

  it.each([
    ['ENOSPC', 'the disk is full; nothing was written'],
    ['EROFS', 'out is on a read-only file system'],
    ['EACCES', 'the folder out does not let you write'],
    ['EIO', 'the message of the system'],
  ])('%s has words for people', (code, words) => {
    expect(reason(Object.assign(new Error('the message of the system'), { code }), 'out')).toBe(words);
  });

  it('leaves the old file and nothing beside it where the new one fails half-way', async () => {
    await writeFile(join(folder, 'a.txt'), 'old');
    const broken = { toString: () => 'not content' } as unknown as string;
    expect(await writeWhole(join(folder, 'a.txt'), broken)).toContain('a.txt: ');
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it('is written again where somebody cleans away what has no name yet', async () => {
    let isDone = false;
    const written = writeAside(join(folder, 'a.txt'), 'x'.repeat(100_000)).finally(() => {
      isDone = true;
    });
    let cleaned = 0;
    while (!isDone) {
      const asides = cleaned < 5 ? readdirSync(folder).filter((name) => asideName.test(name)) : [];
      for (const name of asides) rmSync(join(folder, name));
      cleaned += asides.length;
      await turn();
    }
    await written;
    expect(cleaned).toBeGreaterThan(0);
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('x'.repeat(100_000));
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it('says that the folder is missing where it goes away meanwhile', async () => {
    await expect(writeAside(join(folder, 'none', 'a.txt'), 'x')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
