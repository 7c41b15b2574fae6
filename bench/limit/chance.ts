/**
 * The cheapest good chance for the hand-tuned program: xoshiro128++ (Blackman & Vigna, "Scrambled linear pseudorandom number generators",
 * TOMS 47, 2021) and the ziggurat for the exponential law (Marsaglia & Tsang, Journal of Statistical Software 5(8), 2000).
 * The engine does not use this: it draws by inversion from named streams, so that designs can be compared under common random numbers.
 */
export class Xoshiro {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(seed: number) {
    // Four words by a multiply-xorshift mix of a Weyl sequence (splitmix); the last bit of one is set, since all zeros would stay zero.
    let weyl = seed | 0;
    const word = (): number => {
      weyl = (weyl + 0x9e3779b9) | 0;
      const mixed = Math.imul(weyl ^ (weyl >>> 16), 0x21f0aaad);
      const again = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return again ^ (again >>> 15);
    };
    this.a = word();
    this.b = word();
    this.c = word();
    this.d = word() | 1;
  }

  /** 32 random bits as a signed integer. */
  bits(): number {
    const { a, b, c, d } = this;
    const sum = (a + d) | 0;
    const shifted = b << 9;
    const third = c ^ a;
    const fourth = d ^ b;
    this.b = b ^ third;
    this.a = a ^ fourth;
    this.c = third ^ shifted;
    this.d = (fourth << 11) | (fourth >>> 21);
    return (((sum << 7) | (sum >>> 25)) + a) | 0;
  }

  /** Uniform in [0, 1) with 53 bits. */
  uniform(): number {
    return ((this.bits() >>> 5) * 67108864 + (this.bits() >>> 6)) * 1.1102230246251565e-16; // 2^26, 2^-53
  }
}

const layers = 256;
/** Where the tail begins and the area of every layer, for 256 layers: the root of the ziggurat equation. */
const tail = 7.69711747013104972;
const area = 0.0039496598225815571993;

/** Right edges of the layers, the lowest first (it includes the tail, hence wider than `tail`), the topmost 0 wide. */
const edge = new Float64Array(layers + 1);
edge[0] = area / Math.exp(-tail);
edge[1] = tail;
for (let i = 2; i < layers; i++) edge[i] = -Math.log(Math.exp(-edge[i - 1]) + area / edge[i - 1]);
const density = edge.map((x) => Math.exp(-x));
/** A 56-bit integer j times `step` is uniform under the layer; below `accept` it is certainly under the curve. */
const step = edge.map((x) => x / 2 ** 56);
const accept = new Float64Array(layers);
for (let i = 0; i < layers; i++) accept[i] = (edge[i + 1] / edge[i]) * 2 ** 56;

/** Exponential with mean 1: 8 bits choose the layer, 56 the place in it; 99 % of the draws end here. */
export function exponential(chance: Xoshiro): number {
  const low = chance.bits();
  const high = chance.bits() >>> 0;
  const layer = low & 255;
  const j = high * 16777216 + (low >>> 8); // 2^24
  const x = j * step[layer];
  return j < accept[layer] ? x : outside(chance, layer, x);
}

/** The wedge between a layer and the curve, or the tail, which is the same law again, `tail` further on. */
function outside(chance: Xoshiro, firstLayer: number, firstX: number): number {
  let layer = firstLayer;
  let x = firstX;
  let offset = 0;
  for (;;) {
    if (layer === 0) offset += tail;
    else if (density[layer] + chance.uniform() * (density[layer + 1] - density[layer]) < Math.exp(-x)) return offset + x;
    const low = chance.bits();
    layer = low & 255;
    const j = (chance.bits() >>> 0) * 16777216 + (low >>> 8);
    x = j * step[layer];
    if (j < accept[layer]) return offset + x;
  }
}
