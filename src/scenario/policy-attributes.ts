import type { CallPolicy } from './scenario.js';

/** The attributes of the called job that decide how it travels: places of a latency matrix, sizes of what links carry. */
export function policyAttributes({ latency, via }: CallPolicy): { readonly key: string; readonly attribute: string }[] {
  const places = latency?.law === 'matrix' ? [latency.from, latency.to] : [];
  const sizes = via === null ? [] : [via.request.bytes, via.answer.bytes];
  return [...places, ...sizes].flatMap((one) => (one !== null && 'key' in one ? [{ key: one.key, attribute: one.attribute }] : []));
}

/** The links that calls under the policy pass. */
export function policyLinks({ via }: CallPolicy): readonly string[] {
  return via === null ? [] : [...new Set([...via.request.links, ...via.answer.links])];
}
