import type { Law } from '../../sim/chance/law.js';
import type { FieldProblem } from '../define.js';
import type { FieldValue } from '../field-value.js';

/** What the fields of a player must be together. */
export function checkPlayer(settings: Readonly<Record<string, FieldValue>>): FieldProblem | null {
  const { segment, buffer, abr, rung, live, abandon } = settings;
  const rungs = Object.keys(settings['ladder'] as object);
  const bandwidths = Object.values(settings['ladder'] as Readonly<Record<string, number>>);
  if (segment === 0) return { code: 'out-of-range', field: 'segment', message: 'a segment plays for some time', expected: 'segment: more than 0s' };
  if ((buffer as number) < (segment as number))
    return {
      code: 'out-of-range',
      field: 'buffer',
      message: `a buffer of ${buffer as number} s has no room for a segment of ${segment as number} s`,
      expected: 'buffer: at least segment',
    };
  if (bandwidths.includes(0))
    return { code: 'out-of-range', field: 'ladder', message: 'a rung of the ladder has no bandwidth', expected: 'bandwidths above 0' };
  if (new Set(bandwidths).size < bandwidths.length)
    return {
      code: 'not-together',
      field: 'ladder',
      message: 'two rungs of the ladder have the same bandwidth',
      expected: 'a bandwidth of its own for each rung',
    };
  if (abr === 'fixed' && rung === null)
    return { code: 'missing-field', field: 'abr', message: 'abr: fixed needs the rung', expected: `rung: ${rungs[0]}`, suggestion: `add rung: ${rungs[0]}` };
  if (abr !== 'fixed' && rung !== null)
    return { code: 'not-together', field: 'rung', message: `abr: ${abr as string} chooses the rung itself`, expected: 'abr: fixed', suggestion: 'remove rung' };
  if (rung !== null && !rungs.includes(rung as string))
    return { code: 'unknown-choice', field: 'rung', message: `the ladder has no rung "${rung as string}"`, expected: rungs.join(', ') };
  if (live === 0)
    return { code: 'out-of-range', field: 'live', message: 'nobody sees a live event before its first segment is there', expected: 'live: more than 0s' };
  if (abandon !== null && Object.values(abandon as object).every((one) => one === null))
    return { code: 'missing-field', field: 'abandon', message: 'abandon says not when', expected: 'startup or stall' };
  return isEverNothing(settings['network'])
    ? { code: 'out-of-range', field: 'network', message: 'a view whose bandwidth is 0 never ends', expected: 'bandwidths above 0' }
    : null;
}

/** A bandwidth that is drawn for a whole view can be 0. */
function isEverNothing(network: FieldValue): boolean {
  if (network === null || !Object.hasOwn(network as object, 'law')) return false;
  const law = (network as { law: Law }).law;
  if (law.law === 'constant') return law.value === 0;
  if (law.law === 'pick') return law.values.some((value, index) => value === 0 && law.weights[index] > 0);
  if (law.law === 'sequence' || law.law === 'empirical') return law.values.includes(0);
  return law.law === 'uniform' && law.low === 0;
}
