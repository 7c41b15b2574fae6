import { scatterOf } from './pseudo-values.js';

export interface KimNelsonSettings {
  /** δ, the least difference that matters; above 0, in the unit of the values. */
  readonly difference: number;
  readonly better: 'lower' | 'higher';
  /** α: 1 minus the probability of a correct selection. */
  readonly error: number;
  /** k, where it is more than take part: designs that were left out before. */
  readonly designs?: number;
}

/** How a design left: after so many replications, behind that other one by so much (in the mean over these replications). */
export interface Elimination {
  readonly replications: number;
  readonly by: number;
  readonly behind: number;
}

/**
 * The procedure KN (Kim & Nelson 2001, ACM Transactions on Modeling and Computer Simulation 11, 251-273), with c = 1 as they advise. It selects the best of k designs with probability 1 - α at least,
 * wherever the best is better than every other by δ or more; the replications of a design are independent and normal, those of one number (common random numbers) may depend on each other in any way.
 *
 *   η = ((2α / (k - 1))^(-2 / (n0 - 1)) - 1) / 2,   h² = 2η (n0 - 1)
 *   S²_il: variance of the n0 differences of i and l in the first stage
 *   W_il(r) = max(0, δ / 2r · (h² S²_il / δ² - r))
 *
 * After r = n0, n0 + 1, … replications i is eliminated if some l that still takes part has a mean that is better by more than W_il(r). From r > h² S²_il / δ² on, W is 0 and the better one of the two stays.
 */
export class KimNelson {
  /** Indices of the designs that still take part, in order. */
  remaining: readonly number[];
  /** r. */
  replications: number;
  /** By index; those that still take part are not in it. */
  readonly eliminated = new Map<number, Elimination>();
  readonly hSquared: number;
  /** S²_il. */
  readonly variances: readonly (readonly number[])[];
  private readonly sums: number[];
  private readonly sign: number;
  private readonly difference: number;

  /** @param first for each design the values of the first stage, replication by replication: two or more, equally many */
  constructor(first: readonly (readonly number[])[], { difference, better, error, designs = first.length }: KimNelsonSettings) {
    this.sign = better === 'higher' ? 1 : -1;
    this.difference = difference;
    this.replications = first[0].length;
    this.remaining = first.map((_, index) => index);
    this.hSquared = designs < 2 ? 0 : hSquaredOf(designs, this.replications, error);
    this.variances = first.map((one) => first.map((other) => varianceOfDifferences(one, other)));
    this.sums = first.map((values) => values.reduce((sum, value) => sum + value, 0));
    this.screen();
  }

  /** W_il(r), at the present r. */
  marginBetween(one: number, other: number): number {
    const { difference, hSquared, replications } = this;
    return Math.max(0, (difference / (2 * replications)) * ((hSquared * this.variances[one][other]) / difference ** 2 - replications));
  }

  /** One more replication of each that still takes part. @param valueOf the value of a design in it */
  add(valueOf: (index: number) => number): void {
    this.replications++;
    for (const index of this.remaining) this.sums[index] += valueOf(index);
    this.screen();
  }

  /** Over its replications, until it was eliminated or until now. */
  meanOf(index: number): number {
    return this.sums[index] / (this.eliminated.get(index)?.replications ?? this.replications);
  }

  /** One is left, or those that are left have the same mean and more replications would not tell them apart. */
  get isDecided(): boolean {
    return this.remaining.length === 1 || this.replications >= this.sufficient;
  }

  /** After so many replications it is decided, whatever they bring: no margin between those that still take part is above 0 then. */
  get sufficient(): number {
    const { remaining, variances, hSquared, difference } = this;
    const most = remaining.reduce((outer, one) => remaining.reduce((inner, other) => Math.max(inner, variances[one][other]), outer), 0);
    return Math.floor((hSquared * most) / difference ** 2) + 1;
  }

  /** By how much the mean of `one` is worse than that of `other`, both of whom have had all replications until now. */
  behind(one: number, other: number): number {
    const [better, worse] = this.sign > 0 ? [other, one] : [one, other];
    return (this.sums[better] - this.sums[worse]) / this.replications;
  }

  private screen(): void {
    const before = this.remaining;
    const out = before.flatMap((one) => {
      const beaten = before.flatMap((other) => {
        const beyond = this.behind(one, other) - Math.max(this.marginBetween(one, other), this.roundingOf(other));
        return other !== one && beyond > 0 ? [{ other, beyond }] : [];
      });
      return beaten.length === 0 ? [] : [{ one, by: beaten.reduce((most, next) => (next.beyond > most.beyond ? next : most)).other }];
    });
    for (const { one, by } of out) this.eliminated.set(one, { replications: this.replications, by, behind: this.behind(one, by) });
    this.remaining = before.filter((one) => !this.eliminated.has(one));
  }

  /** Means so near to each other are the same. */
  private roundingOf(index: number): number {
    return 1e-13 * Math.abs(this.meanOf(index));
  }
}

/** h² = 2cη (n0 - 1) with c = 1, where g(η) = (1 + 2η)^(-(n0 - 1) / 2) / 2 = α / (k - 1): the value that holds under common random numbers, too. */
function hSquaredOf(designs: number, firstStage: number, error: number): number {
  const eta = (((2 * error) / (designs - 1)) ** (-2 / (firstStage - 1)) - 1) / 2;
  return 2 * eta * (firstStage - 1);
}

function varianceOfDifferences(one: readonly number[], other: readonly number[]): number {
  const scale = [...one, ...other].reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return (
    scatterOf(
      one.map((value, r) => value - other[r]),
      scale,
    ).squares /
    (one.length - 1)
  );
}
