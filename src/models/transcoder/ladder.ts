import type { FieldValue } from '../field-value.js';
import { encoderOf, encoders } from './costs.js';

/** The fields of a transcoder as they are checked: null where not given. */
export interface Settings {
  readonly [field: string]: FieldValue;
  readonly chunk: number | null;
  readonly ladder: Readonly<Record<string, number>> | null;
  readonly heights: readonly string[] | null;
  readonly codec: string | null;
  readonly preset: string | null;
  readonly lost: number | null;
  readonly attempts: number | null;
}

/** CPU seconds per video second. */
export interface Rendition {
  readonly name: string;
  readonly cost: number;
}

/** The renditions in the order in which they are written: with costs of the scenario's own, or at the measured ones. */
export function ladderOf(setting: (field: string) => FieldValue): readonly Rendition[] {
  const ladder = setting('ladder') as Readonly<Record<string, number>> | null;
  if (ladder !== null) return Object.entries(ladder).map(([name, cost]) => ({ name, cost }));
  const { codec, preset } = codecOf(setting('codec') as string | null, setting('preset') as string | null);
  const { costs } = encoderOf(codec, preset)!;
  return (setting('heights') as readonly string[]).map((name) => ({ name, cost: costs[name] }));
}

/** Codec and preset; where one is not given, the first that was measured. */
export function codecOf(codec: string | null, preset: string | null): { readonly codec: string; readonly preset: string } {
  const name = codec ?? 'h264';
  return { codec: name, preset: preset ?? encoders.find((one) => one.codec === name)!.preset };
}
