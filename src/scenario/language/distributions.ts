/** What an argument of a distribution is: `quantity` has the unit of the place, the others are plain. */
export type Argument = 'quantity' | 'number' | 'count' | 'text';

export interface DistributionDescriptor {
  /**
   * 'quantity': one value in the unit of the place. 'mean-count': a plain mean. 'range': [low, high]. 'weights': value → share.
   * 'values': a list. Else one of these sets of named arguments.
   */
  readonly takes: 'quantity' | 'mean-count' | 'range' | 'weights' | 'values' | readonly Readonly<Record<string, Argument>>[];
  readonly summary: string;
  readonly example: string;
}

/** The distributions, in the order of the reference page. A bare quantity is a constant. */
export const distributions: Readonly<Record<string, DistributionDescriptor>> = {
  exponential: { takes: 'quantity', summary: 'Exponential with this mean: no memory, cv 1.', example: '{ exponential: 5ms }' },
  uniform: { takes: 'range', summary: 'Equally likely between the two.', example: '{ uniform: [1s, 10s] }' },
  lognormal: {
    takes: [
      { mean: 'quantity', cv: 'number' },
      { median: 'quantity', p99: 'quantity' },
    ],
    summary: 'The exponential of a normal variable, by mean and coefficient of variation, or by median and 99th percentile.',
    example: '{ lognormal: { median: 20ms, p99: 90ms } }',
  },
  hyperexponential: {
    takes: [{ mean: 'quantity', cv: 'number' }],
    summary: 'Two exponential phases with balanced means (Whitt 1982); cv at least 1.',
    example: '{ hyperexponential: { mean: 10ms, cv: 2 } }',
  },
  erlang: {
    takes: [{ mean: 'quantity', stages: 'count' }],
    summary: 'Sum of so many exponential stages, at most 10,000; cv 1/√stages.',
    example: '{ erlang: { mean: 10ms, stages: 4 } }',
  },
  gamma: {
    takes: [{ mean: 'quantity', cv: 'number' }],
    summary: 'Gamma by mean and coefficient of variation; cv 1 is the exponential, below 1 more regular, above 1 less.',
    example: '{ gamma: { mean: 10ms, cv: 0.5 } }',
  },
  weibull: {
    takes: [{ mean: 'quantity', shape: 'number' }],
    summary: 'Weibull by mean and shape; shape 1 is the exponential, below 1 the tail is heavier, above 1 lighter. At least 0.02.',
    example: '{ weibull: { mean: 10ms, shape: 0.7 } }',
  },
  pareto: {
    takes: [
      { min: 'quantity', shape: 'number' },
      { min: 'quantity', shape: 'number', max: 'quantity' },
    ],
    summary: 'A power tail: P(X > x) = (min/x)^shape. Without `max` the shape must be above 1; with it, the same law given X ≤ max.',
    example: '{ pareto: { min: 2ms, shape: 1.5, max: 10s } }',
  },
  geometric: { takes: 'mean-count', summary: '0, 1, 2, … with this mean; for counts.', example: '{ geometric: 4 }' },
  pick: { takes: 'weights', summary: 'One of these values by share.', example: '{ pick: { 1ms: 90%, 20ms: 10% } }' },
  sequence: { takes: 'values', summary: 'These values in this order, again from the start.', example: '{ sequence: [1s, 2s, 3s] }' },
  empirical: {
    takes: [{ file: 'text', column: 'text' }],
    summary: 'The numbers in a column of a CSV file, each equally likely; seconds, bytes or plain.',
    example: '{ empirical: { file: times.csv, column: time_s } }',
  },
};
