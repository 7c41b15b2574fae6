/** The part of seedrandom's alea that is used here; the package comes without types. */
declare module 'seedrandom/lib/alea.js' {
  interface AleaState {
    c: number;
    s0: number;
    s1: number;
    s2: number;
  }
  interface Alea {
    /** Next output, 32 random bits, in [0, 1). */
    (): number;
    /** 53 random bits, from two outputs. */
    double(): number;
    /** Only with `{ state: true }`. */
    state(): AleaState;
  }
  export default function alea(seed: string, options?: { state: boolean }): Alea;
}
