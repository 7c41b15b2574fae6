import { resolve } from 'node:path';
import { runScenario, runScenarioFile, type Results } from '../../src/index.js';

const root = resolve(import.meta.dirname, '../..');

/** Runs a scenario of a theory case as it stands: seed 1, all replications. */
export function simulate(scenario: { readonly text: string } | { readonly file: string }): Promise<Results> {
  return 'text' in scenario ? runScenario(scenario.text) : runScenarioFile(resolve(root, scenario.file));
}
