import { parseGrowth } from '../../../src/experiment/plan/growth.js';
import { loadHandle } from '../../../src/experiment/plan/load-handle.js';
import type { PlanResults } from '../../../src/experiment/plan/document.js';
import { makePlan } from '../../../src/experiment/plan/plan.js';
import { diskReader } from '../../../src/node/disk-reader.js';
import { readScenario } from '../../../src/scenario/read-scenario.js';
import { parseValues } from '../../../src/scenario/values.js';

export interface Asked {
  readonly over?: Readonly<Record<string, string>>;
  readonly load?: string | undefined;
  readonly bounds?: { readonly from: number; readonly to: number };
  readonly grow?: readonly string[];
  readonly lose?: readonly string[];
  readonly survival?: 'judged' | 'required';
  readonly most?: number;
  /** Stops when so many trials have begun. */
  readonly stopAfter?: number;
}

/** Plans a scenario given as text, as the command does. */
export async function planOf(yaml: string, asked: Asked): Promise<PlanResults> {
  const name = 'test.yaml';
  const reader = { ...diskReader, read: (path: string) => (path === name ? yaml : diskReader.read(path)) };
  const read = (sets: readonly string[]): ReturnType<typeof readScenario> => readScenario({ file: name, sets, reader });
  const { scenario, issues } = read([]);
  if (scenario === null) throw new Error(JSON.stringify(issues));
  const over = Object.entries(asked.over ?? {}).map(([path, text]) => {
    const values = parseValues(text);
    if (!values.isRight) throw new Error(values.message);
    return { path, values: values.values };
  });
  let begun = 0;
  const made = await makePlan(
    {
      scenario,
      sha256: '0'.repeat(64),
      over,
      load: asked.load === undefined ? null : { handle: right(loadHandle(asked.load, scenario)), bounds: asked.bounds ?? null },
      growth: (asked.grow ?? []).map((text) => right(parseGrowth(text, scenario))),
      lose: asked.lose ?? [],
      survival: asked.survival ?? 'judged',
      most: asked.most ?? 320,
    },
    {
      read,
      optionsFor: () => ({ sha256: '0'.repeat(64) }),
      get isInterrupted() {
        return asked.stopAfter !== undefined && begun >= asked.stopAfter;
      },
      note: () => begun++,
    },
  );
  if ('issues' in made) throw new Error(JSON.stringify(made.issues));
  return made;
}

function right<Read extends object>(read: Read | string): Read {
  if (typeof read === 'string') throw new Error(read);
  return read;
}
