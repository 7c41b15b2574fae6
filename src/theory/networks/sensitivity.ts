import { exactClosed, MOST_STEPS, type ClosedNetwork } from './closed-exact.js';
import { sum } from '../numeric/matrix.js';
import { erlangStretch } from './erlang-waiting.js';
import { openBcmp, type OpenNetwork } from './open-bcmp.js';

/** Elasticities of one class's answers: by how many per cent they change where a demand grows by one per cent. Entries [station][class of the demand]. */
export interface Elasticities {
  readonly throughput: readonly (readonly number[])[];
  readonly response: readonly (readonly number[])[];
}

/**
 * Elasticities of a closed network, for each class s: ∂ ln X_s / ∂ ln D_ir = L_ir(N - e_s) - L_ir(N), exactly, because
 * ∂ ln G(N) / ∂ ln D_ir = L_ir(N) (de Souza e Silva & Muntz, Simple relationships among moments of queue lengths in product form queueing
 * networks, IEEE Transactions on Computers 37, 1988). From R = N/X - Z follows ∂ ln R / ∂ ln D = -(1 + Z/R) ∂ ln X / ∂ ln D.
 *
 * @returns by class; zeros for a class without clients or, in `response`, without work
 * @throws RangeError as `exactClosed`
 */
export function closedElasticities(network: ClosedNetwork, mostSteps = MOST_STEPS): Elasticities[] {
  const full = exactClosed(network, mostSteps);
  return network.classes.map(({ clients, think }, one) => {
    const none = network.stations.map(({ demands }) => demands.map(() => 0));
    if (clients === 0) return { throughput: none, response: none };
    const classes = network.classes.map((other, index) => (index === one ? { ...other, clients: clients - 1 } : other));
    const fewer = exactClosed({ ...network, classes }, mostSteps);
    const throughput = full.stations.map(({ numbers }, station) => numbers.map((number, other) => fewer.stations[station].numbers[other] - number));
    const response = full.responses[one];
    const factor = response > 0 ? -(1 + think / response) : 0;
    return { throughput, response: throughput.map((row) => row.map((value) => (factor === 0 ? 0 : factor * value))) };
  });
}

/**
 * Elasticities of the response times of an open network, for each class s; the throughput is what arrives. With W_i(a) the stretch of
 * M/M/c at the offered load a, R_s = Σ_i D_is W_i gives ∂ R_s / ∂ D_ir = [r = s] W_i + D_is λ_r W_i'(a_i), W' in closed form.
 *
 * @returns by class: [station][class of the demand]; zeros for a class without work
 * @throws RangeError as `openBcmp`, and where a station is overloaded
 */
export function openElasticities(network: OpenNetwork): number[][][] {
  const { arrivalRates, stations } = network;
  const { responses } = openBcmp(network);
  const slopes = stations.map(({ servers, demands }, index) => {
    const offered = sum(demands.map((demand, one) => demand * arrivalRates[one]));
    if (offered >= servers) throw new RangeError(`Station ${index + 1} is overloaded: its response time has no derivative.`);
    return erlangStretch(servers, offered);
  });
  return responses.map((response, one) =>
    stations.map(({ demands }, station) => {
      const { stretch, slope } = slopes[station];
      return demands.map((demand, other) =>
        response === 0 ? 0 : (demand / response) * ((other === one ? stretch : 0) + demands[one] * arrivalRates[other] * slope),
      );
    }),
  );
}
