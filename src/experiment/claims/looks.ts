import type { Claim, Look } from './claim.js';

/** The simulations that a claim is judged by under one seed. */
export interface ClaimLooks {
  readonly here: Look;
  readonly there: Look | null;
  /** The same two without what is taught. */
  readonly removed: { readonly here: Look; readonly there: Look } | null;
}

export function looksOf({ scenario, set = [], against, removed }: Claim, seed: number | null): ClaimLooks {
  const here = { scenario, set, seed };
  if (against === undefined) return { here, there: null, removed: null };
  const there = { scenario: against.scenario ?? scenario, set: against.set ?? [], seed };
  if (removed === undefined) return { here, there, removed: null };
  return {
    here,
    there,
    removed: { here: { ...here, set: [...set, ...removed.set] }, there: { ...there, set: [...there.set, ...(removed.against ?? removed.set)] } },
  };
}

/** What is read on the side of `against`. */
export function thereStatistic({ statistic, against }: Claim): string {
  return against?.statistic ?? statistic;
}

export function lookName({ scenario, set, seed }: Look): string {
  return [scenario, ...set.map((one) => `--set ${one}`), ...(seed === null ? [] : [`--seed ${seed}`])].join(' ');
}

/** Each simulation that the claims need once, with all statistics that are asked of it. */
export function allLooks(
  claims: readonly Claim[],
  seeds: readonly (number | null)[],
): ReadonlyMap<string, { readonly look: Look; readonly statistics: readonly string[] }> {
  const found = new Map<string, { look: Look; statistics: Set<string> }>();
  for (const seed of seeds) {
    for (const claim of claims) {
      const { here, there, removed } = looksOf(claim, seed);
      const asked = (look: Look | null | undefined, statistic: string): void => {
        if (look === null || look === undefined) return;
        const name = lookName(look);
        if (!found.has(name)) found.set(name, { look, statistics: new Set() });
        found.get(name)!.statistics.add(statistic);
      };
      for (const look of [here, removed?.here]) asked(look, claim.statistic);
      for (const look of [there, removed?.there]) asked(look, thereStatistic(claim));
    }
  }
  return new Map([...found].map(([name, { look, statistics }]) => [name, { look, statistics: [...statistics] }]));
}
