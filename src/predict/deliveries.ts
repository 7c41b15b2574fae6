import type { ComponentDeclaration, OperationReference } from '../scenario/scenario.js';
import { kindReferences, settingAt } from '../scenario/kind-references.js';

import { type Expected, none, once } from './expected.js';

/** Calls that one published message causes: one by each group, in the long run, where none is delivered again, batched, or lost. */
export function deliveriesOf(broker: ComponentDeclaration): { readonly target: OperationReference; readonly amount: Expected }[] {
  const { name, settings } = broker;
  const isRepeated = settings['redeliver'] !== null;
  const canExpire = settingAt(settings, 'retention.time') !== null || settingAt(settings, 'retention.whenFull') === 'drop';
  return kindReferences(broker).map(({ path, target, verb }) => {
    if (verb === 'send') return { target, amount: { ...none, doubt: `what ${name} gives up depends on what fails` } };
    const isBatched = settingAt(settings, path.replace(/call$/, 'batch')) !== null;
    const doubt = isRepeated
      ? `messages of ${name} can be delivered again`
      : isBatched
        ? `how many messages of ${name} come together depends on how many wait`
        : canExpire
          ? `messages of ${name} can expire`
          : null;
    return { target, amount: { ...once, doubt } };
  });
}

/** Outcomes of a broker that depend on what it holds. */
export function stateOutcomes({ kind, settings }: ComponentDeclaration): readonly string[] {
  return kind === 'broker' && settingAt(settings, 'retention.whenFull') === 'reject' ? ['rejected'] : [];
}
