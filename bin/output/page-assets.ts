import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageAssets } from '../../src/report/html.js';
import { packageFolder } from '../package-folder.js';

/** The script and the style sheet of the HTML report, as `npm run build` makes them. */
export function pageAssets(): PageAssets {
  const folder = join(packageFolder(), 'dist', 'page');
  return { script: readFileSync(join(folder, 'main.js'), 'utf8'), style: readFileSync(join(folder, 'page.css'), 'utf8') };
}
