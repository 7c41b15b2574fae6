import { Ajv } from 'ajv';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { GradesDocument, LintDocument } from '../../src/experiment/exercise/document.js';
import gradesSchema from '../../schema/grades.json' with { type: 'json' };
import lintSchema from '../../schema/exercise-lint.json' with { type: 'json' };
import { queuelab, type Finished } from './cli.js';

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
const isGrades = ajv.compile<GradesDocument>(gradesSchema);
const isLint = ajv.compile<LintDocument>(lintSchema);

export const scenario = `title: A busy server
question: How many servers does it take?
components:
  server: { kind: service, servers: 1, work: { exponential: 10ms } }
workload: { users: { arrivals: { poisson: 90/s }, call: server } }
run: { duration: 10s, warmup: 1s, replications: 10 }
`;
export const exercise = `title: Make it fast
scenario: busy.yaml
variant:
  server.work.exponential: { from: 8ms, to: 16ms }
  users.arrivals.poisson: { saturation: 0.9 .. 0.95 }
change: [components.server.servers]
rubric:
  - { objective: users.latency.mean, below: 30ms, points: 60 }
  - { number: limit, ask: At which rate is one server full?, unit: rate, tolerance: 1%, points: 25 }
`;
export const key = `for: busy.exercise.yaml
secret: sixteen characters and more
answers: { limit: saturation(server) }
solution: { server.servers: 2 }
hidden: [{ set: { users.arrivals.poisson: = arrivals(users) * 1.05 in /s }, points: 10 }, { seeds: 10, points: 5 }]
removed: { users.arrivals.poisson: 5/s }
`;

/** A folder with an exercise, its key and a class. */
export class Course {
  readonly folder = mkdtempSync(join(tmpdir(), 'queuelab-exercise-'));

  constructor({ pages = {}, students = 'student\nada\nbob\n' }: { pages?: Readonly<Record<string, string>>; students?: string } = {}) {
    const files = { 'busy.yaml': scenario, 'busy.exercise.yaml': exercise, 'busy.key.yaml': key, 'class.csv': students, ...pages };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(this.path(name)), { recursive: true });
      writeFileSync(this.path(name), text);
    }
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }
  make(): Promise<Finished> {
    return queuelab('exercise', 'make', this.path('busy.exercise.yaml'), '--students', this.path('class.csv'), '--out', this.path('out'));
  }
  lint(...words: string[]): Promise<Finished> {
    return queuelab('exercise', 'lint', this.path('busy.exercise.yaml'), ...words);
  }
  async claims(...words: string[]): Promise<{ claims: Record<string, string>; exit_code: number }> {
    const document = JSON.parse((await this.lint('--draws', '2', '--format', 'json', ...words)).stdout) as LintDocument;
    expect(isLint(document), JSON.stringify(isLint.errors)).toBe(true);
    const claims = document.claims.map(({ claim, verdict, detail }) => [claim, verdict === 'holds' ? verdict : `${verdict}: ${detail}`]);
    return { claims: Object.fromEntries(claims) as Record<string, string>, exit_code: document.exit_code };
  }
  async grades(...words: string[]): Promise<GradesDocument> {
    const { stdout } = await queuelab('grade', this.path('out'), '--key', this.path('busy.key.yaml'), '--format', 'json', ...words);
    const document = JSON.parse(stdout) as GradesDocument;
    expect(isGrades(document), JSON.stringify(isGrades.errors)).toBe(true);
    return document;
  }
  edit(student: string, from: string | RegExp, to: string): void {
    const path = this.path('out', student, 'busy.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  }
  answer(student: string, text: string): void {
    writeFileSync(this.path('out', student, 'answers.yaml'), text);
  }
}
