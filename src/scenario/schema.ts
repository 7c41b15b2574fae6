import type { FieldDescriptor } from '../models/define.js';
import { kinds } from '../models/index.js';
import { groupOf } from './check/components.js';
import { balanceGroup, balances, batchGroup, breakdownGroup, componentGroup, scheduleGroup, shiftGroup } from './language/components.js';
import { backoffGroup, bytesGroup, latencyGroup, policyGroup, retryGroup, viaGroup } from './language/policies.js';
import { distributions, type Argument, type DistributionDescriptor } from './language/distributions.js';
import { faultGroup } from './language/faults.js';
import { fieldsOfInstances } from './language/instances.js';
import type { Field, FieldTable, Group, Part, ValueType } from './language/field.js';
import { directedGraphGroup, graphGroup, smallWorldGroup } from './language/graphs.js';
import { attributeColumnGroup, keyGroup, popularityGroup, trendingGroup, weightsGroup, zipfMandelbrotGroup } from './language/keys.js';
import { costGroup } from './language/cost.js';
import { planGroup, rangeGroup } from './language/plan.js';
import { healthGroup, scaleGroup, serverlessGroup, slowStartGroup } from './language/fleet.js';
import { adaptiveLimitGroup, breakerGroup, codelGroup, hedgeGroup, rateGroup } from './language/resilience.js';
import { branchGroup, verbs } from './language/steps.js';
import { boundNames, bounds, objectiveGroup, runGroup, scenarioGroup } from './language/top-level.js';
import { arrivalsGroup, diurnalGroup, onOffGroup, phaseGroup, phasesGroup, replayGroup, spikeGroup, stateGroup, workloadGroup } from './language/workloads.js';
import type { LawUnit } from './law.js';
import { bandwidthTraceGroup } from './language/bandwidth-trace.js';
import { quantityWords, unitNames, type QuantityUnit } from './quantity.js';

/** A JSON Schema, draft-07, as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

const reference = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });
const name = '^[a-z][a-z0-9-]*$';
const mapOf = (item: JsonSchema): JsonSchema => ({ type: 'object', additionalProperties: nullable(item) });
const namedMapOf = (item: JsonSchema): JsonSchema => ({ ...mapOf(item), propertyNames: { pattern: name } });
/** `null` removes in a variant. */
const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
const listOf = (items: JsonSchema, minItems = 0): JsonSchema => ({ type: 'array', items, ...(minItems > 0 ? { minItems } : {}) });

/**
 * The JSON Schema of scenario files, for editors: completion, the description of every field, and most mistakes while typing.
 * It is made from the declarations that checking reads. What a schema cannot say (references, units that fit, outcomes) `queuelab validate` says.
 */
export function scenarioSchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://queuelab.dev/schema/scenario.json',
    title: 'queuelab scenario',
    description: 'A distributed system, its load, and what is asked of it.',
    ...groupSchema(scenarioGroup, false),
    required: ['title'],
    anyOf: [{ required: ['extends'] }, { required: ['components', 'workload'] }],
    definitions: definitions(),
  };
}

function definitions(): JsonSchema {
  return {
    ...Object.fromEntries((Object.keys(quantityWords) as QuantityUnit[]).map((unit) => [unit, quantitySchema(unit)])),
    ...Object.fromEntries((['time', 'count', 'size', 'number', 'bandwidth'] as const).map((unit) => [`${unit}-distribution`, distributionSchema(unit)])),
    'any-distribution': { anyOf: (['time', 'count', 'size', 'number'] as const).map((unit) => reference(`${unit}-distribution`)) },
    ...Object.fromEntries(Object.entries(parts)),
    step: { type: 'object', anyOf: Object.values(verbs).map((group) => groupSchema(group, true)) },
    policy: groupSchema(policyGroup, false),
    key: groupSchema(keyGroup, false),
    phase: groupSchema(phaseGroup, true),
    branch: groupSchema(branchGroup, false),
    workload: groupSchema(workloadGroup, false),
    fault: groupSchema(faultGroup, false),
    objective: objectiveSchema(),
    component: componentSchema(),
  };
}

/** Structures that are checked by their own code. */
const parts: Readonly<Record<Part, JsonSchema>> = {
  items: { anyOf: [reference('count'), { const: 'new' }] },
  bound: { anyOf: (['time', 'rate', 'size', 'bandwidth', 'share', 'number'] as const).map(reference) },
  keys: namedMapOf(reference('key')),
  faults: namedMapOf(reference('fault')),
  'fault-times': { anyOf: [reference('time'), listOf(reference('time'), 1)] },
  'fault-instances': { anyOf: [reference('count'), listOf({ type: ['string', 'number'] }, 1)] },
  'fault-targets': { anyOf: [{ type: 'string' }, listOf({ type: 'string' }, 1)] },
  components: namedMapOf(reference('component')),
  workloads: namedMapOf(reference('workload')),
  objectives: mapOf(reference('objective')),
  run: groupSchema(runGroup, false),
  set: { type: 'object' },
  duration: { anyOf: [reference('time'), { const: 'all' }] },
  warmup: { anyOf: [reference('time'), { const: 'auto' }] },
  precision: { anyOf: [reference('share'), mapOf({ anyOf: (['time', 'rate', 'size', 'bandwidth', 'share', 'number'] as const).map(reference) })] },
  popularity: { anyOf: [{ const: 'uniform' }, groupSchema(popularityGroup, true)] },
  'zipf-mandelbrot': groupSchema(zipfMandelbrotGroup, true),
  weights: groupSchema(weightsGroup, true),
  trending: groupSchema(trendingGroup, true),
  'small-world': groupSchema(smallWorldGroup, true),
  attributes: namedMapOf({ anyOf: [reference('any-distribution'), groupSchema(attributeColumnGroup, true)] }),
  kind: { enum: kinds.map((kind) => kind.kind) },
  work: { anyOf: [reference('time-distribution'), mapOf(reference('time-distribution'))] },
  servers: { anyOf: [reference('count'), { const: 'unlimited' }, groupSchema(scheduleGroup, false)] },
  shifts: listOf(groupSchema(shiftGroup, true), 2),
  speeds: listOf(reference('number'), 1),
  batch: groupSchema(batchGroup, false),
  balking: { type: 'object', propertyNames: { pattern: '^[0-9]' }, additionalProperties: nullable(reference('share')) },
  breakdowns: groupSchema(breakdownGroup, false),
  operations: namedMapOf({ anyOf: [reference('time-distribution'), reference('steps')] }),
  instances: { anyOf: [reference('count'), listOf({ type: 'string', pattern: name }, 1), namedMapOf(instanceSchema())] },
  balance: { anyOf: [{ enum: balances }, groupSchema(balanceGroup, true)] },
  'instance-weights': mapOf({ anyOf: [{ type: 'number', minimum: 0 }, reference('share')] }),
  boundaries: listOf({ anyOf: (['time', 'size', 'number'] as const).map(reference) }),
  calls: mapOf(reference('policy')),
  retry: groupSchema(retryGroup, false),
  latency: { anyOf: [reference('time-distribution'), groupSchema(latencyGroup, false)] },
  matrix: mapOf(mapOf(reference('time-distribution'))),
  via: { anyOf: [reference('links'), groupSchema(viaGroup, false)] },
  links: { anyOf: [{ type: 'string', pattern: name }, listOf({ type: 'string', pattern: name }, 1)] },
  bytes: { anyOf: [reference('size-of'), groupSchema(bytesGroup, false)] },
  'size-of': { anyOf: [reference('size-distribution'), { type: 'string', pattern: '^[a-z][a-z0-9-]*\\.[a-z]' }] },
  hedge: groupSchema(hedgeGroup, false),
  breaker: groupSchema(breakerGroup, false),
  'rate-limit': groupSchema(rateGroup, false),
  codel: groupSchema(codelGroup, false),
  'adaptive-limit': groupSchema(adaptiveLimitGroup, false),
  health: groupSchema(healthGroup, false),
  'slow-start': groupSchema(slowStartGroup, false),
  scale: groupSchema(scaleGroup, false),
  cost: groupSchema(costGroup, true),
  plan: groupSchema(planGroup, false),
  over: mapOf({
    anyOf: [{ type: ['string', 'number', 'boolean'] }, listOf({ type: ['string', 'number', 'boolean', 'object'] }, 1), groupSchema(rangeGroup, true)],
  }),
  survive: { anyOf: [{ type: 'string' }, listOf({ type: 'string' }, 1)] },
  vary: mapOf({ anyOf: [listOf({}, 1), groupSchema(rangeGroup, true)] }),
  serverless: groupSchema(serverlessGroup, false),
  backoff: { anyOf: [reference('time-distribution'), groupSchema(backoffGroup, false)] },
  steps: listOf(reference('step')),
  branches: listOf({ anyOf: [reference('step'), reference('steps')] }, 1),
  until: { anyOf: [{ enum: ['all', 'first'] }, { type: 'integer', minimum: 1 }] },
  'weighted-branches': namedMapOf(reference('branch')),
  on: namedMapOf(reference('steps')),
  with: namedMapOf({ type: 'string' }),
  per: { type: 'object', minProperties: 1, maxProperties: 1, additionalProperties: { anyOf: [reference('time'), reference('size'), reference('number')] } },
  members: { anyOf: [{ type: 'string', pattern: '\\.' }, listOf({ type: ['string', 'number'] }, 1)] },
  repetitions: { anyOf: [reference('count-distribution'), { type: 'string', pattern: '^[a-z][a-z0-9-]*\\.' }] },
  arrivals: groupSchema(arrivalsGroup, true),
  'rate-or-phases': { anyOf: [reference('rate'), groupSchema(phasesGroup, true)] },
  phases: listOf(reference('phase'), 1),
  diurnal: groupSchema(diurnalGroup, true),
  spike: groupSchema(spikeGroup, true),
  states: listOf(groupSchema(stateGroup, true), 2),
  'on-off': groupSchema(onOffGroup, true),
  times: listOf(reference('time'), 1),
  replay: groupSchema(replayGroup, true),
  mix: mapOf({ anyOf: [{ type: 'number', minimum: 0 }, reference('share')] }),
  'workload-keys': namedMapOf({ anyOf: [{ const: 'self' }, reference('key')] }),
};

function oneField(field: string, schema: JsonSchema): JsonSchema {
  return { type: 'object', properties: { [field]: schema }, required: [field], additionalProperties: false };
}

/** The fields of a place. `isWhole`: it is never merged with a baseline, so required fields are required. */
function groupSchema(group: Group, isWhole: boolean): JsonSchema {
  const required = Object.entries(group.fields).flatMap(([field, { required: isRequired }]) => (isRequired === true ? [field] : []));
  return { type: 'object', properties: properties(group.fields), ...(isWhole && required.length > 0 ? { required } : {}), additionalProperties: false };
}

function properties(fields: FieldTable): JsonSchema {
  return Object.fromEntries(Object.entries(fields).map(([field, declaration]) => [field, fieldSchema(declaration)]));
}

function fieldSchema(field: Field): JsonSchema {
  const ending = field.default === undefined ? '' : ` Default: ${field.default}.`;
  return { description: `${field.summary}${ending} Example: ${field.example}`, ...nullable(typeSchema(field.type)) };
}

function typeSchema(type: ValueType): JsonSchema {
  switch (type.of) {
    case 'count':
      return type.unlimited === true ? { anyOf: [reference('count'), { const: 'unlimited' }] } : reference('count');
    case 'count-or-attribute':
      return { anyOf: [reference('count'), typeSchema({ of: 'attribute' })] };
    case 'count-or-size':
      return { anyOf: [reference('count'), reference('size')] };
    case 'time':
    case 'rate':
    case 'size':
    case 'bandwidth':
    case 'share':
    case 'number':
      return reference(type.of);
    case 'list':
      return listOf(typeSchema(type.item), 1);
    case 'map':
      return { ...mapOf(typeSchema(type.value)), minProperties: 1, propertyNames: { pattern: '^[a-z0-9][a-z0-9-]*$' } };
    case 'record':
      return groupSchema({ what: type.what, fields: type.fields, later: {} }, false);
    case 'weight':
      return { anyOf: [{ type: 'number', minimum: 0 }, reference('share')] };
    case 'whole':
      return { type: 'integer', minimum: type.min };
    case 'boolean':
      return { type: 'boolean' };
    case 'choice':
      return { enum: type.choices };
    case 'distribution':
      return reference(`${type.unit}-distribution`);
    case 'bandwidth-over-time':
      return { anyOf: [reference('bandwidth-distribution'), groupSchema(bandwidthTraceGroup, true)] };
    case 'word':
      return { type: 'string' };
    case 'key':
      return { type: 'string', pattern: name };
    case 'attribute':
      return { type: 'string', pattern: '\\.' };
    case 'reference':
      return { type: 'string', pattern: '^[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)?$' };
    case 'set':
      return { type: 'string', pattern: '^[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)?$' };
    case 'graph':
      return { anyOf: [reference('count-distribution'), groupSchema(type.isDirected ? directedGraphGroup : graphGroup, true)] };
    case 'text':
      return { type: ['string', 'number'] };
    case 'words':
      return listOf({ type: 'string', pattern: name }, 1);
    case 'part':
      return reference(type.part);
  }
}

function quantitySchema(unit: QuantityUnit): JsonSchema {
  const units = unitNames(unit);
  const text = {
    type: 'string',
    pattern: `^([0-9]+(\\.[0-9]+)?|\\.[0-9]+)([eE][+-]?[0-9]+)?(${units
      .filter((written) => written !== '')
      .map(escape)
      .join('|')})$`,
  };
  const description = quantityWords[unit].written;
  return units.includes('') ? { description, anyOf: [{ type: 'number', minimum: 0 }, text] } : { description, ...text };
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function distributionSchema(unit: LawUnit): JsonSchema {
  const named = Object.entries(distributions)
    .filter(([, descriptor]) => descriptor.takes !== 'mean-count' || unit === 'count' || unit === 'number')
    .flatMap(([distribution, descriptor]) =>
      argumentSchemas(descriptor, unit).map((schema) => ({
        description: `${descriptor.summary} Example: ${descriptor.example}`,
        ...oneField(distribution, schema),
      })),
    );
  return { anyOf: [reference(unit), ...named] };
}

function argumentSchemas(descriptor: DistributionDescriptor, unit: LawUnit): readonly JsonSchema[] {
  const quantity = reference(unit === 'count' ? 'number' : unit);
  switch (descriptor.takes) {
    case 'quantity':
      return [quantity];
    case 'mean-count':
      return [reference('number')];
    case 'range':
      return [{ type: 'array', items: quantity, minItems: 2, maxItems: 2 }];
    case 'weights':
      return [{ type: 'object', minProperties: 1, additionalProperties: { anyOf: [{ type: 'number', minimum: 0 }, reference('share')] } }];
    case 'values':
      return [listOf(reference(unit), 1)];
    default:
      return descriptor.takes.map((set) => ({
        type: 'object',
        properties: Object.fromEntries(Object.entries(set).map(([argument, is]) => [argument, argumentSchema(is, quantity)])),
        required: Object.keys(set),
        additionalProperties: false,
      }));
  }
}

function argumentSchema(argument: Argument, quantity: JsonSchema): JsonSchema {
  return argument === 'quantity' ? quantity : argument === 'text' ? { type: 'string' } : reference(argument);
}

function objectiveSchema(): JsonSchema {
  const boundProperties = Object.fromEntries(boundNames.map((field) => [field, { description: bounds[field], ...nullable(reference('bound')) }]));
  return { type: 'object', properties: { ...boundProperties, ...properties(objectiveGroup.fields) }, additionalProperties: false };
}

/** With a kind: the fields of that kind. Without (in a variant): those of all kinds, and `queuelab validate` decides. */
function componentSchema(): JsonSchema {
  return {
    type: 'object',
    properties: { kind: fieldSchema(componentGroup.fields.kind) },
    allOf: [
      ...kinds.map((kind) => ({
        if: { properties: { kind: { const: kind.kind } }, required: ['kind'] },
        then: { description: kind.summary, properties: properties(groupOf(kind).fields), required: requiredOf(kind.fields), additionalProperties: false },
      })),
      { if: { not: { required: ['kind'] } }, then: { properties: ofAnyKind(), additionalProperties: false } },
    ],
  };
}

/** The fields of all kinds; where several have one of the same name, what any of them takes. */
function ofAnyKind(): Readonly<Record<string, JsonSchema>> {
  const schemas = new Map<string, Map<string, JsonSchema>>();
  for (const kind of kinds)
    for (const [name, schema] of Object.entries(properties(groupOf(kind).fields))) {
      const same = schemas.get(name) ?? new Map<string, JsonSchema>();
      const identity = JSON.stringify({ ...(schema as JsonSchema), description: null });
      if (!same.has(identity)) same.set(identity, schema as JsonSchema);
      schemas.set(name, same);
    }
  return Object.fromEntries([...schemas].map(([name, same]) => [name, same.size === 1 ? [...same.values()][0] : { anyOf: [...same.values()] }]));
}

/** One of some instances that differ: what a component of any kind can change there. */
function instanceSchema(): JsonSchema {
  const names = new Set(kinds.flatMap((kind) => Object.keys(fieldsOfInstances(groupOf(kind)))));
  const all = Object.entries(ofAnyKind()).filter(([field]) => names.has(field));
  return { type: 'object', properties: Object.fromEntries(all), additionalProperties: false };
}

function requiredOf(fields: Readonly<Record<string, FieldDescriptor>>): readonly string[] {
  return Object.entries(fields).flatMap(([field, descriptor]) => (descriptor.required === true ? [field] : []));
}
