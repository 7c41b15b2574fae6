import { completeStation, type StationAnswer } from '../answer.js';
import { requirePositive } from '../numeric/check.js';
import { rowTimes, scale, inverse, zeros } from '../numeric/matrix.js';
import { stableLoad } from './input.js';
import { exitRates, phaseTypeMoments, phaseTypeTail, type PhaseType } from './phase-type.js';

/**
 * M/PH/1, first come, first served, with all percentiles: the wait is a geometric number of residual services, so again of phase type, with initial ρπ and
 * generator T + ρtπ, π the long-run phase of an endless renewal of services (Neuts 1981, section 5.3); the response is the wait and then a service.
 * `erlangPhases` and `hyperexponentialPhases` make M/E_k/1 and M/H_2/1. Valid for ρ < 1.
 */
export function mph1({ arrivalRate, service }: { readonly arrivalRate: number; readonly service: PhaseType }): StationAnswer {
  requirePositive('The arrival rate', arrivalRate);
  const { initial, generator } = service;
  const size = initial.length;
  const { mean, secondMoment } = phaseTypeMoments(service);
  const load = stableLoad(arrivalRate, mean);
  const residual = rowTimes(initial, inverse(scale(generator, -1))).map((x) => x / mean);
  const exit = exitRates(service);
  const start = residual.map((x) => load * x);
  const waitGenerator = generator.map((row, i) => row.map((x, j) => x + exit[i] * start[j]));
  // First the phases of the wait, then those of the service; a wait of 0 starts with the service.
  const whole = zeros(2 * size, 2 * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      whole[i][j] = waitGenerator[i][j];
      whole[i][size + j] = exit[i] * (1 - load) * initial[j];
      whole[size + i][size + j] = generator[i][j];
    }
  }
  return completeStation({
    exactness: 'exact',
    source: 'M/PH/1 (Neuts 1981, section 5.3)',
    servers: 1,
    throughput: arrivalRate,
    serviceMean: mean,
    waitProbability: load,
    waitMean: (arrivalRate * secondMoment) / (2 * (1 - load)),
    waitTail: phaseTypeTail({ initial: start, generator: waitGenerator }),
    responseTail: phaseTypeTail({ initial: [...start, ...initial.map((x) => (1 - load) * x)], generator: whole }),
  });
}
