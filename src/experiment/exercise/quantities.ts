import { outlookOf } from '../../predict/index.js';
import { parseQuantity, type QuantityUnit } from '../../scenario/quantity.js';
import type { Assigned } from '../../scenario/load.js';
import { readScenario } from '../../scenario/read-scenario.js';
import { allServers } from '../../scenario/instances.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { FileReader } from '../../scenario/source-file.js';
import type { Quantities } from './formula.js';

/**
 * The scenario with each call made once, and nothing going wrong: what components are offered by those who come, before anything is asked again. Theory knows that load.
 * null where it is no scenario then.
 */
export function withoutRetries(scenario: Scenario, file: string, sets: readonly Assigned[], reader: FileReader): Scenario | null {
  const callers = [...scenario.workloads, ...scenario.components].map(({ name }) => name);
  const written = scenario.resolved as { readonly faults?: unknown; readonly workload: Record<string, object>; readonly components: Record<string, object> };
  const having = callers.filter((name) => 'calls' in (written.workload[name] ?? written.components[name] ?? {}));
  const removals = [
    ...having.map((name) => `${name}.calls=`),
    ...(written.faults === undefined ? [] : ['faults=']),
    ...('objectives' in written ? ['objectives='] : []),
  ];
  return readScenario({ file, sets: [...sets, ...removals], reader }).scenario;
}

const units: readonly QuantityUnit[] = ['number', 'time', 'rate', 'size', 'share', 'bandwidth'];

/** What formulas can ask of a variant. */
export function quantitiesOf(plain: Scenario | null, drawn: ReadonlyMap<string, string>): Quantities {
  let outlook: ReturnType<typeof outlookOf> | null = null;
  return {
    of: (name, argument) => {
      if (name === 'drawn') {
        const text = drawn.get(argument);
        const read = text === undefined ? undefined : units.map((unit) => parseQuantity(text, unit)).find((one) => one.isRight);
        return read?.value ?? null;
      }
      if (plain === null) return null;
      outlook ??= outlookOf(plain);
      const component = outlook.components.find((one) => one.name === argument);
      const declared = plain.components.find((one) => one.name === argument);
      const servers = declared === undefined ? Infinity : allServers(declared);
      switch (name) {
        case 'saturation':
          return component?.saturationPerSecond ?? null;
        case 'load':
          return component?.offeredLoad ?? null;
        case 'servers':
          return servers === Infinity ? null : servers;
        case 'work':
          return typeof component?.saturationPerSecond === 'number' ? servers / component.saturationPerSecond : null;
        case 'arrivals':
          return component?.arrivalsPerSecond ?? arrivalsOf(plain, argument);
        default:
          return null;
      }
    },
  };
}

function arrivalsOf({ workloads }: Scenario, name: string): number | null {
  const load = workloads.find((one) => one.name === name)?.load;
  return load?.type === 'open' && load.arrivals.law === 'poisson' ? load.arrivals.rate : null;
}
