import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Replication } from '../../experiment/observation/replication.js';
import { RunnerFailure } from '../../experiment/runner.js';
import { version } from '../../experiment/version.js';
import { asideName, reason, writeAside } from '../write-whole.js';
import { keptContent, keptReplication } from './kept-file.js';

/** Says that a folder is one of ours, and nothing else in it is. */
const SIGN = 'queuelab-kept.json';
const ENDING = '.replication';

export type FolderState = 'ours' | 'empty' | 'missing' | 'other' | 'file';

/** What there is under that name. */
export function stateOf(folder: string): FolderState {
  try {
    if (!statSync(folder).isDirectory()) return 'file';
    const names = readdirSync(folder);
    if (names.every((name) => asideName.test(name))) return 'empty';
    // Asked for by its name: a listing may miss what another process writes meanwhile.
    return existsSync(join(folder, SIGN)) ? 'ours' : 'other';
  } catch {
    return 'missing';
  }
}

/**
 * Finished replications on a disk, each a file that is there whole or not at all. Any number of processes may use one folder at the same time: a file is named after all that its
 * content depends on, so it does not matter whose stays.
 */
export class KeptFolder {
  /** Replications that were read, made and written, and files that were not whole. */
  taken = 0;
  added = 0;
  spoiled = 0;

  private constructor(readonly path: string) {}

  /** Makes the folder where it is missing. @throws RunnerFailure where that cannot be */
  static async open(path: string): Promise<KeptFolder> {
    const folder = new KeptFolder(path);
    try {
      makeFolder(path);
      // What a killed process was writing when it was killed. What another is writing just now goes, too: it writes that again.
      for (const name of readdirSync(path)) if (asideName.test(name)) removeLeftover(join(path, name));
      if (!existsSync(join(path, SIGN))) await writeAside(join(path, SIGN), `${JSON.stringify({ schema: 'queuelab/kept/1', version })}\n`);
    } catch (error) {
      throw new RunnerFailure(`${path}: ${reason(error, existsSync(path) ? path : dirname(path))}`);
    }
    return folder;
  }

  /** null: it is not there, or was not whole. @param key hexadecimal */
  async read(key: string): Promise<Replication | null> {
    let content: Buffer;
    try {
      content = await readFile(join(this.path, key + ENDING));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.spoiled++;
      return null;
    }
    const replication = keptReplication(key, content);
    if (replication === null) this.spoiled++;
    else this.taken++;
    return replication;
  }

  /** @throws RunnerFailure */
  async write(key: string, replication: Replication): Promise<void> {
    try {
      await writeAside(join(this.path, key + ENDING), keptContent(key, replication));
    } catch (error) {
      throw this.failure(error);
    }
    this.added++;
  }

  private failure(error: unknown): RunnerFailure {
    return new RunnerFailure(
      `${this.path}: ${reason(error, this.path).replace('; nothing was written', '')}. What was finished before is kept: --resume goes on from there.`,
    );
  }
}

/** Another process may make it at the same time. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  try {
    mkdirSync(path);
  } catch (error) {
    // A link to nothing has the name, too.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !existsSync(path)) throw error;
  }
}

/** What cannot be removed (some systems keep what another process has open) is for the next one to remove. */
function removeLeftover(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return;
  }
}
