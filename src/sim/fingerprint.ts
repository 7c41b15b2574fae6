const view = new Float64Array(1);
const halves = new Uint32Array(view.buffer);

/**
 * A 64-bit hash over (time, rank, component, job) of every event of a replication. Two runs with the same fingerprint
 * went the same way; the first event that differs changes it. Two lanes of multiply-and-rotate as in MurmurHash3.
 */
export class Fingerprint {
  private high = 0x9747b28c | 0;
  private low = 0x5bd1e995 | 0;

  add(time: number, rank: number, label: number, id: number): void {
    view[0] = time;
    let high = this.high ^ Math.imul(halves[1] ^ label, 0xcc9e2d51 | 0);
    let low = this.low ^ Math.imul(halves[0] + id, 0x1b873593);
    high = Math.imul((high << 13) | (high >>> 19), 5) + rank;
    low = Math.imul((low << 15) | (low >>> 17), 5) + (high | 0);
    this.high = high ^ (low >>> 7);
    this.low = low;
  }

  /** 16 hexadecimal digits. */
  toString(): string {
    return finish(this.high ^ Math.imul(this.low, 0x85ebca6b)) + finish(this.low ^ Math.imul(this.high, 0xc2b2ae35 | 0));
  }
}

function finish(value: number): string {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35 | 0);
  hash ^= hash >>> 16;
  return (hash >>> 0).toString(16).padStart(8, '0');
}
