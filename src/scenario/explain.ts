import { kinds } from '../models/index.js';
import { structuresIn } from '../models/structures.js';
import { groupOf } from './check/components.js';
import { suggest } from './did-you-mean.js';
import { issueCodes, usageCodes } from './issue-codes.js';
import {
  balanceGroup,
  batchGroup,
  breakdownGroup,
  componentGroup,
  disciplineSummaries,
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
import { distributions } from './language/distributions.js';
import type { Field, Group } from './language/field.js';
import { graphGroup, smallWorldGroup } from './language/graphs.js';
import { attributeColumnGroup, keyGroup, popularityGroup, trendingGroup, weightsGroup, zipfMandelbrotGroup } from './language/keys.js';
import { needWords, stationFeatures, type StationField } from './language/station.js';
import { policyStatistics } from './language/policy-statistics.js';
import { componentStatistics, parts, recoveryOfComponents, wholeWorkloadStatistics, workloadStatistics, type Statistic } from './language/statistics.js';
import { branchGroup, verbs } from './language/steps.js';
import { bounds, objectiveGroup, runGroup, scenarioGroup } from './language/top-level.js';
import { arrivalsGroup, diurnalGroup, onOffGroup, phaseGroup, phasesGroup, replayGroup, spikeGroup, stateGroup, workloadGroup } from './language/workloads.js';

export type Explanation = { readonly isKnown: true; readonly text: string } | { readonly isKnown: false; readonly problem: string };

/** One meaning of a word. */
interface Topic {
  /** The word alone and, for what belongs somewhere, `place.word`. */
  readonly words: readonly string[];
  readonly text: string;
}

/** What a word of the language means, in words: a kind, field, choice, statistic, distribution, step or message code. */
export function explain(word: string): Explanation {
  const found = isPercentile(word) ? [percentileTopic(word)] : allTopics().filter((topic) => topic.words.includes(word));
  if (found.length > 0) return { isKnown: true, text: `${[...new Set(found.map((topic) => topic.text))].join('\n\n')}\n` };
  const near = suggest(word, [...new Set(allTopics().flatMap((topic) => topic.words))]);
  return {
    isKnown: false,
    problem: `there is no word "${word}"${near?.startsWith('did') === true ? `; ${near}` : ' (queuelab list kinds, docs/reference.md)'}`,
  };
}

/** All words that can be explained, each with its first meaning in a line. */
export function explainedWords(): readonly { readonly word: string; readonly text: string }[] {
  const found = new Map<string, string>();
  for (const { words, text } of allTopics()) for (const word of words) if (!found.has(word)) found.set(word, text.split('\n')[0]);
  return [...found].map(([word, text]) => ({ word, text }));
}

const isPercentile = (word: string): boolean => /^p\d+(\.\d+)?$/.test(word);

function percentileTopic(word: string): Topic {
  return { words: [word], text: paragraphs(`${word} of a statistic, as in requests.latency.${word}: ${parts.pNN.replace('so many', word.slice(1))}`) };
}

let known: readonly Topic[] | null = null;
/** Made when first asked for, from declarations that never change. */
const allTopics = (): readonly Topic[] => (known ??= topics());

/** Everything that the language declares. */
function topics(): readonly Topic[] {
  return [
    ...kinds.map((kind) => ({ words: [kind.kind], text: explainKind(kind) })),
    ...Object.entries(verbs).map(([verb, group]) => ({ words: [verb, `step.${verb}`], text: explainStep(verb, group) })),
    ...Object.entries(distributions).map(([name, { summary, example }]) => ({
      words: [name, `distribution.${name}`],
      text: paragraphs(`${name}, a distribution: ${summary}`, `Example  ${example}`),
    })),
    ...Object.entries(parts).map(([name, summary]) => ({ words: [name], text: paragraphs(`${name} of a statistic: ${summary}`) })),
    ...Object.entries({ ...workloadStatistics, ...wholeWorkloadStatistics }).flatMap(([name, statistic]) => statisticTopic('workload', name, statistic)),
    ...Object.entries(policyStatistics).map(([name, { summary, resultName }]) => ({
      words: [name, `calls.${name}`],
      text: paragraphs(`${name}, a statistic of a call policy (CALLER.calls.TARGET.${name}): ${summary}`, `In results  ${resultName}`),
    })),
    ...Object.entries({ ...componentStatistics, ...recoveryOfComponents }).flatMap(([name, statistic]) => statisticTopic('component', name, statistic)),
    ...kinds.flatMap((kind) =>
      Object.entries(kind.memberSets ?? {}).map(([name, { summary }]) => ({
        words: [name, `${kind.kind}.${name}`],
        text: paragraphs(`${name}, a set of a ${kind.kind}: ${summary}`, `Example   each: ${kind.kind}.${name}`),
      })),
    ),
    ...kinds.flatMap((kind) =>
      Object.entries(kind.operations === 'own' ? {} : kind.operations).map(([name, { summary, ok, good, bad }]) => ({
        words: [name, `${kind.kind}.${name}`],
        text: paragraphs(`${name}, an operation of a ${kind.kind}: ${summary}`, `Outcomes  ${[...(ok ? ['ok'] : []), ...good, ...bad].join(', ')}`),
      })),
    ),
    ...kinds.flatMap((kind) =>
      kind.statistics.map(({ name, summary, resultName }) => ({
        words: [name, `${kind.kind}.${name}`],
        text: paragraphs(`${name}, a statistic of a ${kind.kind}: ${summary}`, `In results  ${resultName}`),
      })),
    ),
    ...fleetStatistics.map(({ name, summary, resultName, needs }) => ({
      words: [name, `component.${name}`],
      text: paragraphs(`${name}, a statistic of a component with ${needs}: ${summary}`, `In results  ${resultName}`),
    })),
    ...groupsOfLanguage().flatMap(({ place, group }) => Object.entries(group.fields).flatMap(([name, field]) => fieldTopics(place, group, name, field))),
    ...groupsOfLanguage().flatMap(({ place, group }) =>
      Object.entries(group.later).map(([name, what]) => ({
        words: [name, `${place}.${name}`],
        text: paragraphs(`${name} of ${group.what} (${what}): not yet supported.`),
      })),
    ),
    ...madeOfCommonFields.map(({ name, how, example }) => ({
      words: [name, name.replaceAll(' ', '-')],
      text: paragraphs(
        `${name}, made of fields that all components have: ${how.replaceAll('`', '').replace(/\[(.*?)\]\(.*?\)/g, '$1')}`,
        `Example   ${example.replaceAll('\n', '; ')}`,
      ),
    })),
    ...Object.entries(disciplineSummaries).map(([name, summary]) => ({ words: [name], text: paragraphs(`${name}, a discipline of a component: ${summary}`) })),
    ...Object.entries(bounds).map(([name, summary]) => ({
      words: [name, `objective.${name}`],
      text: paragraphs(`${name}, a bound of an objective: ${summary}`),
    })),
    ...Object.entries({ ...issueCodes, ...usageCodes }).map(([code, summary]) => ({
      words: [code],
      text: paragraphs(`${code}, a message of queuelab validate: ${summary}`),
    })),
  ];
}

/** All places with fields, by the word before the dot. The fields that all kinds have are told once, under `component`. */
export function groupsOfLanguage(): readonly { readonly place: string; readonly group: Group }[] {
  const common = Object.keys(componentGroup.fields);
  const ofKinds = kinds.map((kind) => {
    const group = groupOf(kind);
    return { place: kind.kind, group: { ...group, fields: Object.fromEntries(Object.entries(group.fields).filter(([name]) => !common.includes(name))) } };
  });
  return [
    { place: 'scenario', group: scenarioGroup },
    { place: 'component', group: componentGroup },
    { place: 'balance', group: balanceGroup },
    { place: 'servers', group: scheduleGroup },
    { place: 'schedule', group: shiftGroup },
    { place: 'batch', group: batchGroup },
    { place: 'breakdowns', group: breakdownGroup },
    ...ofKinds,
    ...kinds.flatMap((kind) => structuresIn(kind.fields).map(({ field, what, fields }) => ({ place: field, group: { what, fields, later: {} } }))),
    { place: 'calls', group: policyGroup },
    { place: 'latency', group: latencyGroup },
    { place: 'via', group: viaGroup },
    { place: 'bytes', group: bytesGroup },
    { place: 'retry', group: retryGroup },
    { place: 'backoff', group: backoffGroup },
    { place: 'hedge', group: hedgeGroup },
    { place: 'breaker', group: breakerGroup },
    { place: 'rate', group: rateGroup },
    { place: 'codel', group: codelGroup },
    { place: 'adaptiveLimit', group: adaptiveLimitGroup },
    { place: 'health', group: healthGroup },
    { place: 'slowStart', group: slowStartGroup },
    { place: 'scale', group: scaleGroup },
    { place: 'serverless', group: serverlessGroup },
    { place: 'cost', group: costGroup },
    { place: 'plan', group: planGroup },
    { place: 'over', group: rangeGroup },
    { place: 'key', group: keyGroup },
    { place: 'popularity', group: popularityGroup },
    { place: 'zipfMandelbrot', group: zipfMandelbrotGroup },
    { place: 'weights', group: weightsGroup },
    { place: 'trending', group: trendingGroup },
    { place: 'attribute', group: attributeColumnGroup },
    { place: 'graph', group: graphGroup },
    { place: 'smallWorld', group: smallWorldGroup },
    ...Object.entries(verbs).map(([verb, group]) => ({ place: verb, group: withoutField(group, verb) })),
    { place: 'choose', group: branchGroup },
    { place: 'workload', group: workloadGroup },
    { place: 'arrivals', group: arrivalsGroup },
    { place: 'poisson', group: phasesGroup },
    { place: 'phases', group: phaseGroup },
    { place: 'diurnal', group: diurnalGroup },
    { place: 'spike', group: spikeGroup },
    { place: 'mmpp', group: stateGroup },
    { place: 'onOff', group: onOffGroup },
    { place: 'replay', group: replayGroup },
    { place: 'fault', group: faultGroup },
    { place: 'objective', group: objectiveGroup },
    { place: 'run', group: runGroup },
  ];
}

/** The field that has the verb's own name is the step itself. */
function withoutField(group: Group, field: string): Group {
  return { ...group, fields: Object.fromEntries(Object.entries(group.fields).filter(([name]) => name !== field)) };
}

function fieldTopics(place: string, group: Group, name: string, field: Field): readonly Topic[] {
  // A field that all kinds have is also asked for by the kind: cache.servers.
  const places = place === 'component' ? [place, ...kinds.map((kind) => kind.kind)] : [place];
  const choices = field.type.of === 'choice' ? field.type.choices : [];
  const meanings = (field.type.of === 'choice' && 'meanings' in field.type ? field.type.meanings : undefined) ?? {};
  // Disciplines have words of their own.
  const told = name === 'discipline' ? [] : choices;
  const text = paragraphs(
    `${name} of ${group.what}: ${field.summary}`,
    ...(choices.length > 0 ? [`One of    ${choices.join(' ')}`] : []),
    ...Object.entries(meanings).map(([choice, meaning]) => `${choice}: ${meaning}`),
    ...(field.later === undefined ? [] : [`Later     ${field.later.join(' ')}`]),
    ...((place === 'component' || place === 'service') && Object.hasOwn(stationFeatures, name) ? stationWords(name as StationField) : []),
    ...(field.required === true ? ['Required'] : field.default === undefined ? [] : [`Default   ${field.default}`]),
    `Example   ${name}: ${field.example}`,
  );
  return [
    { words: [name, ...places.map((before) => `${before}.${name}`)], text },
    ...told.map((choice) => ({ words: [choice], text: paragraphs(`${choice}, a value of ${name} of ${group.what}: ${meanings[choice] ?? field.summary}`) })),
  ];
}

/** What the field goes with, from the table that checking reads. */
function stationWords(name: StationField): readonly string[] {
  const { disciplines, needs, excludes } = stationFeatures[name];
  return [
    `Goes with discipline ${disciplines.join(', ')}`,
    ...(needs === 'nothing' ? [] : [`Needs     ${needWords[needs]}`]),
    ...(excludes.length === 0 ? [] : [`Not with  ${excludes.join(', ')}`]),
  ];
}

function explainKind(kind: (typeof kinds)[number]): string {
  const fields = Object.keys({ ...(kind.operations === 'own' ? serviceGroup.fields : {}), ...kind.fields });
  return paragraphs(
    `${kind.kind}, a kind of component: ${kind.summary}`,
    kind.explanation,
    `Default   servers: ${kind.defaults.servers === Infinity ? 'unlimited' : kind.defaults.servers}, async: ${kind.defaults.async}`,
    ...(kind.operations === 'own' ? [] : [`Operations ${Object.keys(kind.operations).join(', ')}`]),
    ...(fields.length === 0 ? [] : [`Fields    ${fields.join(', ')} (queuelab explain ${kind.kind}.${fields[0]})`]),
    ...Object.entries(kind.sets ?? {}).map(
      ([key, { attributes }]) => `Sets      ${[key, ...Object.keys(attributes).map((name) => `${key}.${name}`)].join(', ')}`,
    ),
    ...Object.entries(kind.memberSets ?? {}).map(([set, { summary }]) => `Set       ${set}: ${summary}`),
    ...(kind.statistics.length === 0 ? [] : [`Statistics ${kind.statistics.map((statistic) => statistic.name).join(', ')}`]),
    `Example   ${kind.example}`,
  );
}

function explainStep(verb: string, group: Group): string {
  const others = Object.keys(group.fields).filter((name) => name !== verb);
  return paragraphs(
    `${verb}, a step: ${group.fields[verb].summary}`,
    ...(others.length === 0 ? [] : [`Fields    ${others.join(', ')}`]),
    `Example   ${verb}: ${group.fields[verb].example}`,
  );
}

function statisticTopic(of: 'workload' | 'component', name: string, statistic: Statistic): readonly Topic[] {
  const partWords = { times: ' Parts: mean, max, p50, p95, p99 …', lengths: ' Parts: mean, max.', faults: ' Part: the name of a fault.', none: '' }[
    statistic.parts
  ];
  return [
    {
      words: [name, `${of}.${name}`],
      text: paragraphs(`${name}, a statistic of a ${of}: ${statistic.summary}${partWords}`, `In results  ${statistic.resultName}`),
    },
  ];
}

const width = 80;

/** Paragraphs within the width, one below the other. */
function paragraphs(...texts: readonly string[]): string {
  return texts.map(wrap).join('\n');
}

function wrap(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `  ${word}`;
    } else line = lines.length === 0 && line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
