import { randomUUID } from 'node:crypto';
import { open, realpath, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes the whole file or leaves what was there before: the content goes to a new file in the same folder, reaches the disk, and takes the
 * name in one step (rename is atomic within a file system).
 *
 * @returns null, or why it could not be written and what helps, in words for people
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<string | null> {
  const there = await stat(path).catch(() => null);
  if (there?.isDirectory()) return `${path}: this is a folder; name a file`;
  // A device or a pipe is written to, never replaced; of a link, the file that it points at.
  if (there !== null && !there.isFile()) {
    return writeFile(path, content).then(
      () => null,
      (error: unknown) => `${path}: ${reason(error, dirname(path))}`,
    );
  }
  const target = await realpath(path).catch(() => path);
  try {
    await writeAside(target, content);
    return null;
  } catch (error) {
    return `${path}: ${reason(error, dirname(path))}`;
  }
}

/** Leftovers of `writeAside` where the process was killed: hidden, so that nobody takes them for files. */
export const asideName = /^\..+\.[0-9a-f]{8}$/;

/** So often is a file written again whose first form somebody cleaned away: others clean only when they begin. */
const MOST_ATTEMPTS = 100;

/**
 * The file at `target` whole, or as it was, whoever else writes it or cleans the folder of such leftovers: of several writers the last one's file
 * stays, and what was cleaned away before it had its name is written again. No lock is needed, so none can be left behind. Throws what the system said.
 *
 * @param target not a link
 */
export async function writeAside(target: string, content: string | Uint8Array): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const aside = join(dirname(target), `.${basename(target)}.${randomUUID().slice(0, 8)}`);
    let isWritten = false;
    try {
      const file = await open(aside, 'wx');
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      isWritten = true;
      await rename(aside, target);
      return;
    } catch (error) {
      await unlink(aside).catch(() => undefined);
      // A folder that is gone fails at the next attempt, before anything is written.
      const isCleaned = isWritten && (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isCleaned || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** Why writing into the folder failed, from the code that the system gave. */
export function reason(error: unknown, folder: string): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return `there is no folder ${folder}; make it first`;
    case 'ENOTDIR':
      return `${folder} is not a folder`;
    case 'EACCES':
    case 'EPERM':
      return `the folder ${folder} does not let you write`;
    case 'EROFS':
      return `${folder} is on a read-only file system`;
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full; nothing was written';
    case 'ENAMETOOLONG':
      return 'the name is too long';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
