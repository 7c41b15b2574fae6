import { deserialize, serialize } from 'node:v8';
import type { Replication } from '../experiment/observation/replication.js';
import { Histogram, type HistogramData } from '../sim/statistics/histogram.js';

/**
 * A replication as bytes, for another thread or a disk: V8's own serialisation, which knows maps, typed arrays, Infinity and NaN. Histograms, the only
 * objects with behaviour in it, go as plain data.
 */
export function bytesOfReplication(replication: Replication): Uint8Array {
  return serialize(withoutHistograms(replication));
}

/** The replication that the bytes were made of: each number the same to the last bit. */
export function replicationOfBytes(bytes: Uint8Array): Replication {
  return withHistograms(deserialize(bytes)) as Replication;
}

/** Stands for a histogram; no statistic has such a name. */
const MARK = '$histogram';

function withoutHistograms(value: unknown): unknown {
  if (!(value instanceof Histogram)) return mapped(value, withoutHistograms);
  const { data } = value;
  return { [MARK]: { ...data, counts: narrow(data.counts) } };
}

function withHistograms(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && MARK in value) return Histogram.from(value[MARK] as HistogramData);
  return mapped(value, withHistograms);
}

/** Plain data with each part replaced; numbers, texts and typed arrays stay as they are. */
function mapped(value: unknown, change: (part: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(change);
  if (value instanceof Map) return new Map(Array.from(value, ([key, part]) => [key as unknown, change(part)]));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, change(part)]));
}

/** Whole numbers in as few bytes each as hold the greatest: most buckets are empty or nearly so, and the bytes are copied between threads. */
function narrow(counts: ArrayLike<number>): ArrayLike<number> {
  let most = 0;
  for (let i = 0; i < counts.length; i++) {
    if (!Number.isInteger(counts[i])) return counts;
    most = Math.max(most, counts[i]);
  }
  if (most < 2 ** 8) return Uint8Array.from(counts);
  if (most < 2 ** 16) return Uint16Array.from(counts);
  return most < 2 ** 32 ? Uint32Array.from(counts) : counts;
}
