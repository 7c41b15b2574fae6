import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Console blocks of the documents: a comment says which parts of the output are shown, and the block below it is what the command prints.
 *
 *     <!-- console LATENCY OBJECTIVES -->    these parts, by the word that they begin with; without a word, all that is printed
 *     ```console
 *     $ npx queuelab run one-server
 *     …
 *     ```
 */
export interface ConsoleBlock {
  /** The words behind `npx queuelab`. */
  readonly words: readonly string[];
  readonly parts: readonly string[];
  /** What stands below the command, and where in the document it begins. */
  readonly shown: string;
  readonly from: number;
}

const pattern = /<!-- console( [A-Z ]+)? -->\n+```console\n\$ npx queuelab ([^\n]*)\n([\s\S]*?)```/g;

export function consoleBlocks(text: string): ConsoleBlock[] {
  return [...text.matchAll(pattern)].map((match) => {
    const [whole, parts = '', command, shown] = match;
    return { words: wordsOf(command), parts: parts.split(' ').filter(Boolean), shown, from: match.index + whole.length - shown.length - '```'.length };
  });
}

/** The document with what the commands print now. */
export async function refreshed(text: string, print: (words: readonly string[]) => Promise<string>): Promise<string> {
  let fresh = '';
  let end = 0;
  for (const { parts, words, shown, from } of consoleBlocks(text)) {
    fresh += text.slice(end, from) + excerpt(await print(words), parts);
    end = from + shown.length;
  }
  return fresh + text.slice(end);
}

/** The parts of a printed text that begin with these words, with an empty line between them; UNSTABLE and VERDICT are those without a word of their own. */
export function excerpt(output: string, parts: readonly string[]): string {
  if (parts.length === 0) return output;
  const sections: { readonly word: string; readonly lines: string[] }[] = [];
  for (const line of output.split('\n')) {
    const word = beginningOf(line);
    if (word !== null) sections.push({ word, lines: [] });
    if (line !== '') sections.at(-1)?.lines.push(line);
  }
  const kept = sections.filter(({ word }) => parts.includes(word));
  return kept.map(({ lines }) => `${lines.join('\n')}\n`).join('\n');
}

/** The name of the part that begins with this line. */
function beginningOf(line: string): string | null {
  if (line.startsWith('✗ unstable')) return 'UNSTABLE';
  if (/^(?:Other random numbers|To decide)/.test(line)) return 'VERDICT';
  return /^[A-Z]{3,}\b/.exec(line)?.[0] ?? null;
}

/** Words of a shell line; those in quotes stay together. */
export function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
}

/** The documents that have such blocks, relative to the folder of the project. */
export function documentsIn(root: string): string[] {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
  return ['README.md', ...docs.map((path) => join('docs', path)).sort((left, right) => (left < right ? -1 : 1))];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../', import.meta.url));
  const print = (words: readonly string[]): Promise<string> => {
    const { stdout, stderr } = spawnSync(process.execPath, ['dist/cli/queuelab.js', ...words], { cwd: root, encoding: 'utf8' });
    return Promise.resolve(stdout === '' ? stderr : stdout);
  };
  const named = process.argv.slice(2);
  for (const path of named.length > 0 ? named : documentsIn(root)) {
    const text = readFileSync(join(root, path), 'utf8');
    const fresh = await refreshed(text, print);
    if (fresh === text) continue;
    writeFileSync(join(root, path), fresh);
    process.stderr.write(`${path}\n`);
  }
}
