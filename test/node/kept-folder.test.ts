import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KeptFolder } from '../../src/node/kept/kept-folder.js';

it('a folder that replications are kept in cannot be made where a link to nothing has its name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'queuelab-'));
  symlinkSync(join(folder, 'nothing'), join(folder, 'kept'));
  await expect(KeptFolder.open(join(folder, 'kept'))).rejects.toThrow(/EEXIST/);
  expect(existsSync(join(folder, 'nothing'))).toBe(false);
  rmSync(folder, { recursive: true });
});
