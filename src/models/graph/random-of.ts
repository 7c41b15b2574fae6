import type { Uniform } from '../../sim/chance/stream.js';

/** A member, each with the same probability; -1: there is none. */
export function randomOf(members: ArrayLike<number>, uniform: Uniform): number {
  return members.length === 0 ? -1 : members[Math.floor(uniform.double() * members.length)];
}
