/** Transfers that pass the same links and may be no faster than `rateMost`: they all get the same rate. */
export interface SharingFlows<Link extends SharedLink> {
  readonly links: readonly Link[];
  /** Bytes a second of one transfer; Infinity: no limit of its own. */
  readonly rateMost: number;
  /** Transfers under way. */
  readonly count: number;
  /** Result: bytes a second of each transfer. */
  share: number;
  isDecided: boolean;
}

export interface SharedLink {
  /** Bytes a second. */
  readonly bandwidth: number;
  /** Scratch: bandwidth not yet given away, and transfers that wait for their share. */
  left: number;
  open: number;
}

/**
 * Max–min fair rates by progressive filling (Bertsekas & Gallager, Data Networks, 2nd edition 1992, section 6.5.2): all rates grow alike; a transfer stops where its own limit
 * or a link on its way is reached. No transfer could then be faster without another, no faster one, being slower.
 * Time: rounds × (flows + links), with at most as many rounds as links and flows.
 */
export function shareMaxMin<Link extends SharedLink>(flows: readonly SharingFlows<Link>[], links: readonly Link[]): void {
  for (const link of links) {
    link.left = link.bandwidth;
    link.open = 0;
  }
  let undecided = 0;
  for (const one of flows) {
    one.isDecided = one.count === 0;
    one.share = 0;
    if (one.isDecided) continue;
    undecided++;
    for (const link of one.links) link.open += one.count;
  }
  while (undecided > 0) {
    let share = Infinity;
    let full: Link | null = null;
    for (const link of links) {
      if (link.open > 0 && link.left / link.open < share) {
        share = link.left / link.open;
        full = link;
      }
    }
    // Who is limited below this level stops first: that leaves more for the others.
    let decided = decideLimited(flows, share);
    if (decided === 0) decided = decideAt(flows, full, share);
    undecided -= decided;
  }
}

function decideLimited(flows: readonly SharingFlows<SharedLink>[], share: number): number {
  let decided = 0;
  for (const one of flows) {
    if (one.isDecided || one.rateMost > share) continue;
    decide(one, one.rateMost);
    decided++;
  }
  return decided;
}

function decideAt(flows: readonly SharingFlows<SharedLink>[], full: SharedLink | null, share: number): number {
  let decided = 0;
  for (const one of flows) {
    if (one.isDecided || full === null || !one.links.includes(full)) continue;
    decide(one, share);
    decided++;
  }
  if (decided === 0) throw new Error('transfers without a link and without a limit have no rate');
  return decided;
}

function decide(flows: SharingFlows<SharedLink>, rate: number): void {
  flows.isDecided = true;
  flows.share = rate;
  for (const link of flows.links) {
    link.left = Math.max(0, link.left - rate * flows.count);
    link.open -= flows.count;
  }
}
