import { createHmac } from 'node:crypto';

/**
 * Draws that only who has the secret can make, and make again: HMAC-SHA-256 (RFC 2104) of exercise, student and purpose, the first 53 bits as a number in [0, 1).
 */
export function keyedDraw(secret: string, exercise: string, student: string): (purpose: string) => number {
  return (purpose) => {
    const hash = createHmac('sha256', secret)
      .update(JSON.stringify([exercise, student, purpose]))
      .digest();
    return (hash.readUInt32BE(0) * 2 ** 21 + (hash.readUInt32BE(4) >>> 11)) / 2 ** 53;
  };
}
