import { classify } from '../../src/predict/index.js';
import { scenarioOf } from '../scenario/reader.js';

/** A primary and two replicas, with five items that are written 4 and read 10 times a second. */
export function staleReads(fields: string, popularity = 'uniform'): string {
  return `title: Stale reads
keys: { item: { items: 5, popularity: ${popularity} }, user: { items: 3 } }
components:
  store: { kind: replicated-store, key: item, instances: 3, ${fields} }
workload:
  writes: { arrivals: { poisson: 4/s }, call: store.write }
  reads: { arrivals: { poisson: 10/s }, call: store.read }
run: { duration: 2000s, warmup: 100s, replications: 20 }
`;
}

/** The share of stale reads that theory gives for a page, or null where it gives none. */
export function predictedStaleShare(text: string): number | null {
  return (
    classify(scenarioOf(text))
      .flatMap(({ forecasts }) => forecasts)
      .find(({ statistic }) => statistic === 'staleShare')?.predicted ?? null
  );
}
