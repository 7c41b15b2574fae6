import type { CheckDocument, CheckedScenario, JudgedScenario } from '../../experiment/gate/document.js';

/** The word for a scenario: how it stands to its baseline, else what its objectives say. */
export function wordFor(one: CheckedScenario): string {
  if (one.outcome === 'invalid') return 'invalid';
  if (one.outcome === 'contradicted') return 'contradicted';
  const { tier, outcome, objectives } = one;
  if (tier === null) return outcome === 'passed' ? (objectives.length === 0 ? 'no objectives' : 'met') : outcome;
  return tier === 'worse' || tier === 'better' ? 'changed' : tier;
}

const ORDER = ['identical', 'same', 'changed', 'met', 'no objectives', 'failed', 'undecided', 'ungated', 'new', 'invalid', 'contradicted'];

/** `57 scenarios: 55 identical, 1 changed, 1 undecided; objectives: 40 met, 1 failed` */
export function tallyLine({ scenarios, removed, partial }: Omit<CheckDocument, 'exit_code'>): string {
  const words = scenarios.map(wordFor);
  const parts = ORDER.map((word) => ({ word, count: words.filter((one) => one === word).length }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count} ${word}`);
  if (removed.length > 0) parts.push(`${removed.length} removed`);
  const judged = scenarios.filter(isJudged);
  const verdicts = judged.flatMap(({ objectives }) => objectives.map(({ verdict }) => verdict));
  const objectives = (['met', 'undecided', 'failed'] as const)
    .map((verdict) => ({ verdict, count: verdicts.filter((one) => one === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${verdict}`);
  const gone = judged.reduce((sum, one) => sum + one.removed_objectives.length, 0);
  if (gone > 0) objectives.push(`${gone} removed`);
  const head = `${partial ? 'interrupted after ' : ''}${counted(scenarios.length, 'scenario')}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
  return objectives.length === 0 ? head : `${head}; objectives: ${objectives.join(', ')}`;
}

/** `✗ queuelab: 1 of 57 scenarios got worse, 1 undecided` */
export function headline({ scenarios, removed, baseline, partial }: CheckDocument): string {
  const count = (isMeant: (one: CheckedScenario) => boolean): number => scenarios.filter(isMeant).length;
  const parts: string[] = [];
  const say = (number: number, words: string): void => {
    if (number > 0) parts.push(parts.length === 0 ? `${number} of ${counted(scenarios.length, 'scenario')} ${words}` : `${number} ${words}`);
  };
  say(
    count(({ outcome }) => outcome === 'contradicted'),
    'contradicted by theory',
  );
  say(
    count(({ outcome }) => outcome === 'invalid'),
    'not valid',
  );
  say(
    count((one) => isJudged(one) && one.outcome === 'failed' && one.tier === 'worse'),
    'got worse',
  );
  say(
    count((one) => isJudged(one) && one.outcome === 'failed' && one.tier === 'changed'),
    'changed',
  );
  say(
    count((one) => isJudged(one) && one.outcome === 'failed' && one.tier !== 'worse' && one.tier !== 'changed'),
    'failed an objective',
  );
  say(
    count((one) => isJudged(one) && one.outcome === 'undecided' && one.tier === 'new'),
    'without a baseline',
  );
  say(
    count((one) => isJudged(one) && one.outcome === 'undecided' && one.tier !== 'new'),
    'undecided',
  );
  say(removed.length, 'removed');
  if (partial) return `interrupted after ${counted(scenarios.length, 'scenario')}`;
  if (parts.length > 0) return parts.join(', ');
  const better = count((one) => isJudged(one) && one.tier === 'better');
  const identical = count((one) => isJudged(one) && one.tier === 'identical');
  const said = counted(scenarios.length, 'scenario');
  if (baseline === null) return `${said}: nothing failed`;
  return identical === scenarios.length ? `${said}, all identical` : `${said}, nothing got worse${better > 0 ? `, ${better} better` : ''}`;
}

export function isJudged(one: CheckedScenario): one is JudgedScenario {
  return one.outcome !== 'invalid';
}

export function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
