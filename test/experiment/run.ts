import type { Results } from '../../src/experiment/results.js';
import { runStudy, type StudyOptions } from '../../src/experiment/study.js';
import { scenarioOf } from '../support/read.js';

/** Runs a scenario given as text. */
export async function run(yaml: string, options: Partial<StudyOptions> = {}): Promise<Results> {
  return (await runStudy(scenarioOf(yaml), { sha256: '0'.repeat(64), ...options }))!;
}

/** One server with Poisson arrivals; times in seconds. */
export function oneServer(parts: { rate: number; work?: string; server?: string; run: string; rest?: string }): string {
  return `title: One server
components:
  server: { kind: service, work: ${parts.work ?? '{ exponential: 1s }'}${parts.server === undefined ? '' : `, ${parts.server}`} }
workload:
  jobs: { arrivals: { poisson: ${parts.rate}/s }, call: server }
run: ${parts.run}
${parts.rest ?? ''}
`;
}
