import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system in memory, over a folder: `size=100k`, `ro`, and with `remount` in front another of the one that is there. Only root may. */
export function mountMemory(folder: string, options: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'queuelab-test', folder]).status === 0;
}

export function unmount(folder: string): void {
  spawnSync('umount', [folder]);
}

/** Whether what is mounted is as it was asked for: not every kernel and not every container keeps to a size, or mounts again. */
export function canMountMemory(): boolean {
  if (process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'queuelab-'));
  const isWritten = (name: string): boolean => {
    try {
      writeFileSync(join(folder, name), new Uint8Array(200_000));
      return true;
    } catch {
      return false;
    }
  };
  try {
    if (!mountMemory(folder, 'size=100k')) return false;
    try {
      return !isWritten('a') && mountMemory(folder, 'remount,size=1m') && isWritten('b') && mountMemory(folder, 'remount,ro') && !isWritten('c');
    } finally {
      unmount(folder);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
