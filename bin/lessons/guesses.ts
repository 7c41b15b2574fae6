import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeWhole } from '../../src/node/write-whole.js';

/** Where the reader's guesses are kept: in the folder of work. */
const fileIn = (folder: string): string => join(folder, '.queuelab', 'guesses.json');

/** Lesson → what the reader guessed. Empty where nothing was kept, or where the file is not ours any more. */
export async function keptGuesses(folder = '.'): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(fileIn(folder), 'utf8').catch(() => '{}');
  try {
    const kept: unknown = JSON.parse(text);
    return kept !== null && typeof kept === 'object' && !Array.isArray(kept) ? (kept as Record<string, string>) : {};
  } catch {
    return {};
  }
}

/** Keeps a guess. Returns null, or why it could not be kept. */
export async function keepGuess(lesson: number, guess: string, folder = '.'): Promise<string | null> {
  const kept = { ...(await keptGuesses(folder)), [lesson]: guess };
  const file = fileIn(folder);
  await mkdir(dirname(file), { recursive: true }).catch(() => undefined); // what is wrong with the folder is told when the file is written
  return writeWhole(file, `${JSON.stringify(kept, null, 2)}\n`);
}
