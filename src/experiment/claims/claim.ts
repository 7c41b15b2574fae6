/**
 * What a lesson claims of a scenario, as data: a statistic, the number that the lesson prints, the change against another scenario or setting, where the
 * expected number comes from, and the settings that take the taught part out. `judgeClaim` says whether the simulation bears it out.
 */
export interface Claim {
  /** The scenario whose lesson it is. */
  readonly scenario: string;
  /** SUBJECT.STATISTIC[.PART], as objectives write it. */
  readonly statistic: string;
  /** Changes of the scenario, PATH=VALUE. */
  readonly set?: readonly string[];
  /** What it is compared with: another scenario, or (without `scenario`) the same one without `set`, or with another; or another statistic. */
  readonly against?: { readonly scenario?: string; readonly set?: readonly string[]; readonly statistic?: string };
  /** How the statistic stands to that of `against`, or where there is none, to `expected`. */
  readonly relation?: Relation;
  /** How many half-widths of the difference `above` and `below` must come to on each seed; 5 if not given. */
  readonly halfWidths?: number;
  /** Numbers as the lesson prints them, in its words. */
  readonly says?: PrintedNumbers;
  /** A number that is known from elsewhere. */
  readonly expected?: {
    /** In inside units: seconds, bytes, shares, per second. */
    readonly value: number;
    /** The formula, paper or data that gives it. */
    readonly from: string;
    /** Share of it by which the truth may differ, because the formula is an approximation; 0 if not given. */
    readonly within?: number;
    /** What is expected of it; the statistic if not given. */
    readonly of?: 'here' | 'there' | 'difference' | 'ratio' | 'change';
  };
  /** Settings, on both sides, with which the effect is gone. */
  readonly removed?: {
    readonly set: readonly string[];
    /** On the side of `against`, where they differ. */
    readonly against?: readonly string[];
    /** Share of the effect that may remain; without it less than one half-width. */
    readonly within?: number;
  };
  /** The component that limits. */
  readonly limits?: string;
}

/** `same`: no difference but that of chance, or less than a share. `ratio`: so many times, give or take a share. */
export type Relation = 'above' | 'below' | 'equals' | { readonly same: number } | { readonly ratio: number; readonly within: number };

/** Numbers with units, `57.4 %`, `about 1,200/s`; each must stand so in the lesson. */
export interface PrintedNumbers {
  /** The statistic. */
  readonly here?: string;
  /** That of `against`. */
  readonly there?: string;
  /** here - there, without its sign. */
  readonly difference?: string;
  /** here / there, or there / here, whichever is above 1: `21 times`. */
  readonly ratio?: string;
  /** |here - there| / there: `35 %`. */
  readonly change?: string;
}

/** One simulation that a claim needs: a scenario with its changes, under one seed. */
export interface Look {
  readonly scenario: string;
  readonly set: readonly string[];
  /** null: the scenario's own. */
  readonly seed: number | null;
}
