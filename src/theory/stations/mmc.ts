import { completeStation, type StationAnswer } from '../answer.js';
import { poissonProbability } from '../numeric/poisson.js';
import { erlangC } from './erlang-c.js';
import { exponentialTails } from './exponential-tail.js';
import { stableLoad, type MarkovStation } from './input.js';

/**
 * M/M/c, first come, first served (the means hold for every discipline that does not look at the work): wait C/(cμ - λ) with Erlang's C, and
 * P(wait > t) = C e^(-(cμ - λ)t). Kleinrock, Queueing Systems I (1975), section 3.5; the response in Gross & Harris (1998), section 2.3.
 * Valid for λ < cμ, to 10^5 servers and beyond.
 */
export function mmc({ arrivalRate, serviceMean, servers }: MarkovStation & { readonly servers: number }): StationAnswer {
  const load = stableLoad(arrivalRate, serviceMean, servers);
  const offered = arrivalRate * serviceMean;
  const waits = erlangC(servers, offered);
  const decay = (servers - offered) / serviceMean;
  const full = poissonProbability(servers, offered);
  const allBusy = waits * (1 - load);
  return completeStation({
    exactness: 'exact',
    source: 'M/M/c, Erlang C (Erlang 1917; Kleinrock 1975, section 3.5)',
    servers,
    throughput: arrivalRate,
    serviceMean,
    waitProbability: waits,
    waitMean: waits / decay,
    ...exponentialTails(waits, decay, 1 / serviceMean),
    presentProbability: (n) =>
      n >= servers ? allBusy * load ** (n - servers) : full > 0 ? (allBusy / full) * poissonProbability(n, offered) : poissonProbability(n, offered),
  });
}
