import type { GraphSource } from './graph/source.js';
import type { Law } from '../sim/chance/law.js';

/** The checked value of a kind's own field, in inside units; null: not given. */
export type FieldValue =
  | null
  | boolean
  | number
  | string
  | { readonly law: Law }
  | { readonly durations: readonly number[]; readonly rates: readonly number[] }
  | { readonly component: string; readonly operation: string }
  | { readonly key: string; readonly attribute: string }
  | GraphSource
  | readonly FieldValue[]
  | { readonly [name: string]: FieldValue };
