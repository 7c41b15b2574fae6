/**
 * A list of numbers >= 0 of any size: mantissa × 2^(400 block). Normalisation constants of closed networks pass 10^±308 at a few
 * hundred clients; here they keep all their digits, where logarithms would lose those of their own size.
 */
export class WideValues {
  readonly mantissas: Float64Array;
  readonly blocks: Int32Array;

  constructor(size: number) {
    this.mantissas = new Float64Array(size);
    this.blocks = new Int32Array(size);
  }

  copy(): WideValues {
    const copy = new WideValues(this.mantissas.length);
    copy.mantissas.set(this.mantissas);
    copy.blocks.set(this.blocks);
    return copy;
  }

  /** Stores mantissa × 2^(400 block), brought into the range 2^-200 … 2^200. */
  set(index: number, mantissa: number, block: number): void {
    while (mantissa > LARGE) {
      mantissa *= BLOCK_DOWN;
      block++;
    }
    while (mantissa < SMALL && mantissa > 0) {
      mantissa *= BLOCK_UP;
      block--;
    }
    this.mantissas[index] = mantissa;
    this.blocks[index] = mantissa === 0 ? 0 : block;
  }

  /** This value divided by another one, as an ordinary number. */
  ratio(index: number, other: WideValues, otherIndex: number): number {
    const quotient = this.mantissas[index] / other.mantissas[otherIndex];
    const apart = this.blocks[index] - other.blocks[otherIndex];
    if (quotient === 0 || apart === 0) return quotient;
    if (apart === 1) return quotient * BLOCK_UP;
    if (apart === -1) return quotient * BLOCK_DOWN;
    return apart > 0 ? Infinity : 0;
  }
}

/** A sum of such numbers. Terms 2^-400 and more below the largest are left out: far below the last digit, all terms being >= 0. */
export class WideSum {
  mantissa = 0;
  block = 0;

  clear(): void {
    this.mantissa = 0;
    this.block = 0;
  }

  /** Adds factor × values[index]. */
  add(factor: number, values: WideValues, index: number): void {
    const term = factor * values.mantissas[index];
    if (term === 0) return;
    const block = values.blocks[index];
    if (this.mantissa === 0 || block > this.block + 1) {
      this.mantissa = term;
      this.block = block;
    } else if (block === this.block) {
      this.mantissa += term;
    } else if (block === this.block + 1) {
      this.mantissa = this.mantissa * BLOCK_DOWN + term;
      this.block = block;
    } else if (block === this.block - 1) {
      this.mantissa += term * BLOCK_DOWN;
    }
  }

  /** Stores the sum and starts again at 0. */
  store(values: WideValues, index: number): void {
    values.set(index, this.mantissa, this.block);
    this.clear();
  }
}

const LARGE = 2 ** 200;
const SMALL = 2 ** -200;
const BLOCK_UP = 2 ** 400;
const BLOCK_DOWN = 2 ** -400;
