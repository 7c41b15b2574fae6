/** Scenario texts of the theory cases: 20 replications of jobs/20 jobs, the first 10 % of each deleted. */

export function basics(name: string): { readonly file: string } {
  return { file: `scenarios/basics/${name}.yaml` };
}

export interface Single {
  /** Poisson arrivals per second. */
  readonly lambda: number;
  readonly servers?: number;
  readonly queue?: number;
  /** A distribution, as a scenario writes it. */
  readonly work: string;
  readonly jobs: number;
  /** Objectives, as a scenario writes them. */
  readonly objectives?: string;
}

/** One station `server`, one workload `jobs`. */
export function single({ lambda, servers = 1, queue, work, jobs, objectives }: Single): { readonly text: string } {
  return {
    text: `title: One station
components:
  server: { kind: service, servers: ${servers}, queue: ${queue ?? 'unlimited'}, work: ${work} }
workload:
  jobs: { arrivals: { poisson: ${lambda}/s }, call: server }
${objectives === undefined ? '' : `objectives: ${objectives}\n`}${run(jobs / 20 / lambda)}`,
  };
}

export interface ClosedNetwork {
  readonly users: number;
  /** A distribution; none: no think time. */
  readonly think?: string;
  /** Name → distribution of its work. */
  readonly stations: Readonly<Record<string, string>>;
  /** Steps, as a scenario writes them; together one request. */
  readonly do: string;
  /** Seconds. */
  readonly duration: number;
}

/** FIFO stations with one server each, and one closed workload `jobs` that visits them. */
export function network({ users, think, stations, do: steps, duration }: ClosedNetwork): { readonly text: string } {
  return {
    text: `title: A closed network
components:
${Object.entries(stations)
  .map(([name, work]) => `  ${name}: { kind: service, work: ${work} }`)
  .join('\n')}
workload:
  jobs:
    users: ${users}
${think === undefined ? '' : `    think: ${think}\n`}    do: ${steps}
    measure: cycle
${run(duration)}`,
  };
}

function run(duration: number): string {
  return `run: { duration: ${duration}s, warmup: ${duration / 10}s, replications: 20 }\n`;
}
