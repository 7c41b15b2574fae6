import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Scratch {
  readonly folder: string;
  /** Writes a file into the folder; returns its path. */
  readonly file: (name: string, text: string) => string;
  /** A scenario that runs in an instant and meets its objective. */
  readonly small: string;
}

/** A folder of a test file's own. */
export function scratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'queuelab-'));
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const small = file(
    'small.yaml',
    `title: Small
components:
  web: { kind: service, servers: 2, work: { exponential: 10ms } }
workload: { w: { arrivals: { poisson: 100/s }, call: web } }
run: { duration: 20s, warmup: 2s, replications: 4 }
objectives: { w.latency.p95: { below: 200ms } }
`,
  );
  return { folder, file, small };
}
