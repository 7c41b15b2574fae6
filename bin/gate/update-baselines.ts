import { codeAfter } from '../output/deliver.js';
import { exitCodes } from '../exit-codes.js';
import type { BaselineFolder } from './baseline-folder.js';
import type { Checked } from './run-check.js';

/** Keeps what was found; what says the same stays as it is, and baselines of scenarios that are gone go too. Returns the exit code. */
export async function updateBaselines({ document, fresh }: Checked, folder: BaselineFolder): Promise<number> {
  if (document.partial) {
    process.stderr.write('interrupted; no baseline was written (exit 130)\n');
    return exitCodes.interrupted;
  }
  const problems: string[] = [];
  let [written, unchanged, removed] = [0, 0, 0];
  for (const [file, baseline] of fresh) {
    const done = await folder.write(file, baseline);
    if (done === true) {
      written++;
      process.stderr.write(`wrote ${folder.pathOf(file)}\n`);
    } else if (done === false) unchanged++;
    else problems.push(done);
  }
  for (const { baseline } of document.removed) {
    const problem = await folder.remove(baseline);
    if (problem === null) {
      removed++;
      process.stderr.write(`removed ${baseline}, whose scenario is gone\n`);
    } else problems.push(problem);
  }
  if (problems.length > 0) return codeAfter(problems, exitCodes.met);
  const parts = [`${written} written`, `${unchanged} as before`, ...(removed > 0 ? [`${removed} removed`] : [])];
  process.stdout.write(`${fresh.size === 1 ? '1 baseline' : `${fresh.size} baselines`} in ${folder.folder}: ${parts.join(', ')} (exit 0)\n`);
  return exitCodes.met;
}
