import { groupOf } from './check/components.js';
import { fieldsOfInstances, instanceFields } from './language/instances.js';
import type { ComponentKind, FieldDescriptor } from '../models/define.js';
import { partWords } from './reference-parts.js';
import { faultWords, trendingWords } from './reference-words.js';
import { kinds, laterKinds } from '../models/index.js';
import { structuresIn } from '../models/structures.js';
import {
  balanceGroup,
  balances,
  batchGroup,
  breakdownGroup,
  componentGroup,
  disciplines,
  disciplineSummaries,
  laterKindFields,
  scheduleGroup,
  serviceGroup,
  shiftGroup,
} from './language/components.js';
import { backoffGroup, bytesGroup, latencyGroup, policyGroup, retryGroup, viaGroup } from './language/policies.js';
import { adaptiveLimitGroup, breakerGroup, codelGroup, hedgeGroup, rateGroup } from './language/resilience.js';
import { costGroup } from './language/cost.js';
import { planGroup, rangeGroup } from './language/plan.js';
import { fleetStatistics, healthGroup, scaleGroup, serverlessGroup, slowStartGroup } from './language/fleet.js';
import { faultGroup } from './language/faults.js';
import { madeOfCommonFields } from './language/made-of.js';
import { needWords, oneWorkDisciplines, stationFeatures } from './language/station.js';
import { bandwidthTraceGroup } from './language/bandwidth-trace.js';
import { distributions } from './language/distributions.js';
import type { Field, FieldTable, Group, ValueType } from './language/field.js';
import { graphGroup, smallWorldGroup } from './language/graphs.js';
import { attributeColumnGroup, keyGroup, popularityGroup, trendingGroup, weightsGroup, zipfMandelbrotGroup } from './language/keys.js';
import { policyStatistics } from './language/policy-statistics.js';
import {
  componentStatistics,
  laterStatistics,
  recoveryOfComponents,
  wholeWorkloadStatistics,
  workloadStatistics,
  type Statistic,
} from './language/statistics.js';
import { branchGroup, verbs } from './language/steps.js';
import { bounds, objectiveGroup, runGroup, scenarioGroup } from './language/top-level.js';
import { arrivalsGroup, diurnalGroup, onOffGroup, phaseGroup, phasesGroup, replayGroup, spikeGroup, stateGroup, workloadGroup } from './language/workloads.js';
import { quantityWords, unitNames, type QuantityUnit } from './quantity.js';

/** The reference page of the language in Markdown, made from the declarations that checking reads. */
export function referencePage(): string {
  return [
    '# Reference',
    'Everything a scenario file can say. This page is generated from the declarations that check a scenario (`npm run generate`); do not edit it.',
    contents(),
    '## The file',
    'One YAML file of names, numbers with units, choices and references. An unknown field is an error. `null` removes what a baseline has.',
    group(scenarioGroup),
    '## Quantities',
    quantities(),
    '## Distributions',
    distributionTable(),
    '## Keys',
    'Whom or what a job is about. A key has exactly one of `items`, `of`, `column` and `is`.',
    group(keyGroup),
    '### Popularity',
    'One of `zipf`, `zipfMandelbrot`, `weights`, `piecewise` and `trending`; `oneHit` goes with each.',
    group(popularityGroup),
    '### Zipf–Mandelbrot',
    group(zipfMandelbrotGroup),
    '### Weights from a file',
    group(weightsGroup),
    '### Trending',
    trendingWords,
    group(trendingGroup),
    '### Bandwidth from a trace',
    'The file has a header row, then one row for each change.',
    group(bandwidthTraceGroup),
    '### Graph of users',
    'How many friends or followers each user has is a distribution of counts (configuration model), or the links come from one of these. In `followers` the first name of a line follows the second, and there is no `smallWorld`.',
    group(graphGroup),
    '### Small world',
    group(smallWorldGroup),
    '### Attribute from a trace',
    'An attribute is a distribution, or:',
    group(attributeColumnGroup),
    '## Components',
    'Every component is a station: servers, and a queue in front of them. These fields are common to all kinds.',
    group(componentGroup),
    `Balance: ${balances.map(code).join(', ')}, or [by a key or by weights](#balance-by-a-key-or-by-weights).`,
    '### Disciplines',
    table(
      ['discipline', 'meaning'],
      Object.entries(disciplineSummaries).map(([name, summary]) => [code(name), summary]),
    ),
    '### Balance by a key or by weights',
    'One of `hash`, `consistentHash`, `range` and `by`: shards. Each instance has its own rows among the statistics: a hot key shows as one that is busier than the others.',
    group(balanceGroup),
    '### Instances that differ',
    instancesThatDiffer(),
    '### Schedule of servers',
    ...[scheduleGroup, shiftGroup].map(group),
    '### Batch service',
    group(batchGroup),
    '### Breakdowns',
    group(breakdownGroup),
    '### Controlled delay',
    group(codelGroup),
    '### Adaptive limit',
    group(adaptiveLimitGroup),
    '### Health checks',
    group(healthGroup),
    '### Slow start',
    group(slowStartGroup),
    '### Scale',
    group(scaleGroup),
    '### Serverless execution',
    group(serverlessGroup),
    '### Cost',
    group(costGroup),
    '### What goes with what',
    stationRules(),
    '### Made of common fields',
    'These need no kind of their own.',
    madeOf(),
    ...kinds.map(kindSection),
    ...(laterKinds.length === 0 ? [] : [`Kinds that are not yet supported: ${laterKinds.map(code).join(', ')}.`]),
    '## Call policies',
    'How a caller calls a target: under `calls`, keyed by `component` or `component.operation`; the longer one wins, as a whole. Order, outermost first: rate, bulkhead, breaker, retry, hedge, time-out, latency. Their state (tokens, calls in flight, an open breaker, a retry budget) belongs to the entry under `calls`: the operations that it covers share it, and each instance of the caller has its own; a workload has one.',
    group(policyGroup),
    '### Latency between places',
    group(latencyGroup),
    '### Links on the way',
    group(viaGroup),
    '### What a call carries',
    group(bytesGroup),
    '### Retry',
    group(retryGroup),
    '### Back-off that doubles',
    group(backoffGroup),
    '### Hedge',
    group(hedgeGroup),
    '### Breaker',
    group(breakerGroup),
    '### Limit of the rate',
    group(rateGroup),
    '## Steps',
    'A step is a map with exactly one verb.',
    ...Object.entries(verbs).flatMap(([verb, declaration]) => [`### ${verb}`, group(declaration)]),
    '### Branch of choose',
    group(branchGroup),
    '## Workloads',
    'Who comes, when, and what they call: one of `arrivals` and `users`, and one of `call`, `mix` and `do`.',
    group(workloadGroup),
    '### Arrivals',
    group(arrivalsGroup),
    '### Rate that changes',
    group(phasesGroup),
    group(phaseGroup),
    '### Day',
    group(diurnalGroup),
    '### Spike',
    group(spikeGroup),
    '### States of mmpp',
    group(stateGroup),
    '### On and off',
    group(onOffGroup),
    '### Replay',
    group(replayGroup),
    '## Faults',
    faultWords,
    group(faultGroup),
    '## Values that vary\n\nUnder `vary`: path → a list of values, or a range. `queuelab sweep` tries all combinations; `queuelab run` takes the values that stand in their places. Each value is checked like the file, and a range has the fields of those that [a plan goes over](#plan).',
    '## Objectives',
    'Statistic → bound: `SUBJECT.STATISTIC[.PART]`. Parts of a time: `mean` (default), `max`, `p50`, `p95`, `p99.9` …; of a length: `mean`, `max`.',
    table(
      ['field', 'meaning'],
      Object.entries(bounds).map(([name, summary]) => [code(name), summary]),
    ),
    group(objectiveGroup),
    '### Statistics of a workload, or of `workload/component.operation`',
    statisticTable(workloadStatistics),
    '### Statistics of a workload alone',
    statisticTable(wholeWorkloadStatistics),
    '### Statistics of a component, of `component.operation`, or of `component/instance`',
    statisticTable(componentStatistics),
    '### Recovery of a component',
    statisticTable(recoveryOfComponents),
    'Components with one of these fields have besides, as a whole:',
    table(
      ['statistic', 'with', 'unit', 'in results', 'meaning'],
      fleetStatistics.map(({ name, needs, unit, resultName, summary }) => [code(name), code(needs), unit, code(resultName), summary]),
    ),
    '### Statistics of a call policy: `CALLER.calls.TARGET.STATISTIC`',
    'CALLER is a component or a workload, TARGET an entry of its `calls` as written: `shop.calls.bank.retriesPerCall`, `web.calls.store.write.breakerOpen`. Each needs the part of the policy that it is about.',
    statisticTable(policyStatistics),
    `Not yet supported: ${laterStatistics.map(code).join(', ')}.`,
    '## Run',
    group(runGroup),
    '## Plan\n\nWhat `queuelab plan` looks for where its command line does not say; no other command looks at it.',
    group(planGroup),
    'The values of a path of `over` are a list, or a range:',
    group(rangeGroup),
  ].join('\n\n');
}

/** Which fields of a station go with which disciplines, from the table that checking reads. */
function stationRules(): string {
  const rows = Object.entries(stationFeatures).map(([name, feature]) => [
    code(name),
    feature.disciplines.map(code).join(', '),
    needWords[feature.needs],
    feature.excludes.map(code).join(', '),
  ]);
  const needy = disciplines.filter((discipline) => oneWorkDisciplines.includes(discipline)).map(code);
  return [
    table(['field', 'disciplines', 'needs', 'not with'], rows),
    `${needy.join(', ')} need ${needWords['one-work']}. With \`servers: unlimited\` nobody waits, so only plain \`processor-sharing\` and \`speedAt\` mean anything there.`,
  ].join('\n\n');
}

/** What an instance can have for itself. */
function instancesThatDiffer(): string {
  const own = kinds.flatMap((kind) => {
    const fields = Object.keys(fieldsOfInstances(groupOf(kind))).filter((name) => !instanceFields.includes(name));
    return fields.length === 0 ? [] : [`a ${kind.kind}: ${fields.map(code).join(', ')}`];
  });
  return [
    `\`instances: { big: { servers: 8 }, small: {} }\`: each name has the fields in which it differs; in the others it is as the component says. They can differ in ${instanceFields.map(code).join(', ')} (of \`operations\`, those that are one distribution of times, in both); besides, ${own.join('; ')}. All the rest is the same for all instances: write another component for it.`,
    'Theory has the exact answer of each instance, and of all together, where chance (`balance: random`, or weights) or a key with known shares decides which of them serves; a balance that looks at the state, or takes turns, has no formula then. The bottleneck is the busiest instance.',
  ].join('\n\n');
}

/** Parts of real systems, and the fields that make them. */
function madeOf(): string {
  const entries = madeOfCommonFields.map(({ name, how, example }) => `**${name}**: ${how}\n\n\`\`\`yaml\n${example}\n\`\`\``);
  return entries.join('\n\n');
}

function contents(): string {
  const sections = ['The file', 'Quantities', 'Distributions', 'Keys', 'Components', 'Call policies', 'Steps', 'Workloads', 'Faults', 'Objectives', 'Run'];
  return sections.map((section) => `[${section}](#${section.toLowerCase().replaceAll(' ', '-')})`).join(' · ');
}

function kindSection(kind: ComponentKind): string {
  const own = kind.operations === 'own';
  const parts = [`### ${kind.kind}`, kind.summary, kind.explanation, `\`\`\`yaml\n${kind.example}\n\`\`\``];
  parts.push(`Defaults: \`servers: ${kind.defaults.servers === Infinity ? 'unlimited' : kind.defaults.servers}\`, \`async: ${kind.defaults.async}\`.`);
  const fields = { ...(own ? serviceGroup.fields : {}), ...kind.fields };
  if (Object.keys(fields).length > 0) parts.push(fieldTable(fields));
  for (const [name, { type }] of Object.entries(kind.fields)) {
    if (type.of !== 'choice' || type.meanings === undefined) continue;
    parts.push(
      table(
        [code(name), 'meaning'],
        Object.entries(type.meanings).map(([choice, meaning]) => [code(choice), meaning]),
      ),
    );
  }
  for (const structure of structuresIn(kind.fields)) parts.push(`Fields of ${structure.what} (\`${structure.field}\`):`, fieldTable(structure.fields));
  if (kind.operations !== 'own') {
    parts.push(
      table(
        ['operation', 'outcomes', 'meaning'],
        Object.entries(kind.operations).map(([name, operation]) => [
          code(name),
          [...(operation.ok ? ['ok'] : []), ...operation.good, ...operation.bad, ...Object.keys(operation.badWhere ?? {})].map(code).join(', '),
          operation.summary,
        ]),
      ),
    );
  }
  for (const [key, { summary, attributes }] of Object.entries(kind.sets ?? {})) {
    parts.push(
      `It sets the key ${code(key)}: ${summary}`,
      table(
        ['attribute', 'unit', 'meaning'],
        Object.entries(attributes).map(([name, attribute]) => [code(`${key}.${name}`), attribute.unit, attribute.summary]),
      ),
    );
  }
  const sets = Object.entries(kind.memberSets ?? {});
  if (sets.length > 0)
    parts.push(
      table(
        ['set', 'meaning'],
        sets.map(([name, { summary }]) => [code(name), summary]),
      ),
    );
  if (kind.statistics.length > 0) {
    parts.push(
      table(
        ['statistic', 'unit', 'in results', 'meaning'],
        kind.statistics.map((statistic) => [code(statistic.name), statistic.unit, code(statistic.resultName), statistic.summary]),
      ),
    );
  }
  parts.push(...later({ ...laterKindFields[kind.kind] }));
  return parts.join('\n\n');
}

function group(declaration: Group): string {
  return [fieldTable(declaration.fields), ...later(declaration.later)].join('\n\n');
}

function later(fields: Readonly<Record<string, string>>): string[] {
  const names = Object.entries(fields);
  return names.length === 0 ? [] : [`Not yet supported: ${names.map(([name, what]) => `${code(name)} (${what})`).join(', ')}.`];
}

function fieldTable(fields: FieldTable): string {
  return table(
    ['field', 'value', 'default', 'meaning', 'example'],
    Object.entries(fields).map(([name, field]) => [code(name), valueWords(field), defaultWords(field), field.summary, code(field.example)]),
  );
}

function defaultWords(field: Field): string {
  return field.default === undefined ? (field.required === true ? 'required' : '–') : code(field.default);
}

function valueWords(field: Field): string {
  const choices = field.type.of === 'choice' ? field.type.choices.map(code).join(', ') : typeWords(field.type);
  return field.later === undefined ? choices : `${choices}; not yet supported: ${field.later.map(code).join(', ')}`;
}

function typeWords(type: ValueType | FieldDescriptor['type']): string {
  switch (type.of) {
    case 'count':
      return `count from ${type.min}${type.unlimited === true ? ', or `unlimited`' : ''}`;
    case 'count-or-size':
      return 'count, or size';
    case 'whole':
      return `whole number from ${type.min}`;
    case 'weight':
      return 'number, or share in %';
    case 'distribution':
      return `distribution of ${{ time: 'times', count: 'counts', size: 'sizes', number: 'numbers', bandwidth: 'bandwidths' }[type.unit]}`;
    case 'bandwidth-over-time':
      return 'distribution of bandwidths, or [trace](#bandwidth-from-a-trace)';
    case 'count-or-attribute':
      return `count from ${type.min}, or KEY.ATTRIBUTE`;
    case 'attribute':
      return 'KEY.ATTRIBUTE';
    case 'reference':
      return 'component.operation';
    case 'set':
      return 'component.set';
    case 'graph':
      return 'distribution of counts, or [graph](#graph-of-users)';
    case 'key':
      return 'name of a key';
    case 'words':
      return 'list of words';
    case 'choice':
      return type.choices.map(code).join(', ');
    case 'part':
      return partWords[type.part] ?? 'see there';
    case 'list':
      return `list of ${typeWords(type.item)}`;
    case 'map':
      return `name → ${type.value.of === 'record' ? type.value.what.replace(/^an? /, '') : typeWords(type.value)}`;
    case 'record':
      return `{ ${Object.keys(type.fields).join(', ')} }`;
    default:
      return type.of;
  }
}

function quantities(): string {
  const rows = (Object.keys(quantityWords) as QuantityUnit[]).map((unit) => {
    const units = unitNames(unit).map((written) => (written === '' ? '(none)' : code(written)));
    return [unit, units.join(' '), quantityWords[unit].inside];
  });
  return `${table(['quantity', 'units', 'inside and in results'], rows)}\n\nA time, size or rate without a unit is an error, and so is \`m\`, which could be a minute or a millisecond.`;
}

function distributionTable(): string {
  const rows = Object.entries(distributions).map(([name, descriptor]) => [code(name), descriptor.summary, code(descriptor.example)]);
  return `A bare quantity is a constant.\n\n${table(['name', 'meaning', 'example'], rows)}`;
}

function statisticTable(statistics: Readonly<Record<string, Statistic>>): string {
  return table(
    ['statistic', 'unit', 'parts', 'in results', 'meaning'],
    Object.entries(statistics).map(([name, statistic]) => [
      code(name === 'outcome' ? 'outcome.NAME' : name),
      statistic.unit,
      { times: 'mean, max, pNN', lengths: 'mean, max', faults: 'FAULT', none: '–' }[statistic.parts],
      code(statistic.resultName),
      statistic.summary,
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const code = (text: string): string => `\`${text}\``;
