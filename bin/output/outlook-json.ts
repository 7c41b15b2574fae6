import { version } from '../../src/experiment/version.js';
import type { Outlook } from '../../src/predict/index.js';
import type { Scenario } from '../../src/scenario/scenario.js';

/** The outlook as a document: names in snake case with units, as in results. */
export function renderOutlook(scenario: Scenario, outlook: Outlook): string {
  const document = {
    schema: 'queuelab/prediction/1',
    version,
    scenario: { title: scenario.title, file: scenario.file },
    components: Object.fromEntries(
      outlook.components.map((one) => [
        one.name,
        {
          arrivals_per_s: one.arrivalsPerSecond,
          offered_load: one.offeredLoad,
          offered_load_is_least: one.isLeast,
          saturation_per_s: one.saturationPerSecond,
          doubt: one.doubt,
        },
      ]),
    ),
    bottleneck:
      outlook.bottleneck === null
        ? null
        : { component: outlook.bottleneck.component, offered_load: outlook.bottleneck.offeredLoad, headroom: outlook.bottleneck.headroom },
    knees: outlook.knees.map((one) => ({
      workload: one.workload,
      users: one.users,
      users_at_knee: one.usersAtKnee,
      bottleneck: one.bottleneck,
      throughput_max_per_s: one.throughputMax,
    })),
    predictions: outlook.forecasts,
    no_formula: outlook.unknowns,
    sensitivities: outlook.sensitivities,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
