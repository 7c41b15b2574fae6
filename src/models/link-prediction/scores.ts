import { log } from '../../sim/elementary.js';

/** How candidates are ranked. */
export interface Score {
  /** What a friend in common with so many friends adds to the score. */
  readonly through: (degree: number) => number;
  /** The score of a candidate by that sum and the degrees of both; null: the sum itself. */
  readonly of: ((sum: number, degree: number, candidateDegree: number) => number) | null;
}

export type ScoreName = 'common-neighbours' | 'adamic-adar' | 'resource-allocation' | 'jaccard' | 'preferential-attachment';

const one = (): number => 1;

/** The names and definitions of Liben-Nowell and Kleinberg, The link-prediction problem for social networks (2007); resource allocation: Zhou, Lü and Zhang (2009). */
export const scores: Readonly<Record<ScoreName, Score>> = {
  'common-neighbours': { through: one, of: null },
  // Who joins two users has two friends at least.
  'adamic-adar': { through: (degree) => 1 / log(degree), of: null },
  'resource-allocation': { through: (degree) => 1 / degree, of: null },
  jaccard: { through: one, of: (sum, degree, candidateDegree) => sum / (degree + candidateDegree - sum) },
  'preferential-attachment': { through: one, of: (_sum, degree, candidateDegree) => degree * candidateDegree },
};
