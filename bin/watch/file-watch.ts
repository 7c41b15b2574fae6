import { statSync } from 'node:fs';
import type { FSWatcher } from 'chokidar';

/** Tells when one of some files changes, is replaced or comes to be. */
export class FileWatch {
  private seen = new Map<string, string>();
  private wake: (() => void) | null = null;
  private isOver = false;

  private constructor(private readonly watcher: FSWatcher) {
    watcher.on('all', () => {
      if (this.hasChanged) this.wake?.();
    });
  }

  static async open(): Promise<FileWatch> {
    const { watch } = await import('chokidar');
    // An editor may write in several steps; a file that has just been emptied is no page.
    return new FileWatch(watch([], { ignoreInitial: true, awaitWriteFinish: { stabilityThreshold: 60, pollInterval: 20 } }));
  }

  /** From now on these; what is on disk now has been seen. */
  follow(paths: readonly string[]): void {
    const before = [...this.seen.keys()];
    this.seen = new Map(paths.map((path) => [path, stateOf(path)]));
    this.watcher.unwatch(before.filter((path) => !this.seen.has(path)));
    this.watcher.add(paths.filter((path) => !before.includes(path)));
  }

  /** By what is on disk, so that nothing is missed while a watch begins. */
  get hasChanged(): boolean {
    return [...this.seen].some(([path, state]) => stateOf(path) !== state);
  }

  /** Until one of them changes, or it is over. */
  async changed(): Promise<void> {
    while (!this.hasChanged && !this.isOver) {
      await new Promise<void>((resolve) => {
        // Some file systems tell nothing: then it is seen a second later.
        const look = setTimeout(resolve, 1000);
        this.wake = () => {
          clearTimeout(look);
          resolve();
        };
      });
      this.wake = null;
    }
  }

  async close(): Promise<void> {
    this.isOver = true;
    this.wake?.();
    await this.watcher.close();
  }
}

/** When it was written and how large it is; '' where there is nothing. */
function stateOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.mtimeMs} ${found.size} ${found.ino}`;
}
