import type { MailboxBehaviour } from '../../../src/models/mailbox.js';
import type { MailboxInstance } from '../../../src/models/mailbox/mailbox-instance.js';
import { wire } from '../../../src/scenario/compile/wire.js';
import type { Uniform } from '../../../src/sim/chance/stream.js';
import type { Job } from '../../../src/sim/job.js';
import { scenarioOf } from '../../support/read.js';

/** What a list of messages in plain arrays says of the same puts and fetches. */
export interface Reference {
  delivered: number;
  expired: number;
  overflowed: number;
  inside: number;
  /** Seconds, summed. */
  delays: number;
}
export interface Run {
  readonly mailboxes: readonly MailboxInstance[];
  /** Puts that came to the mailbox, and messages that came to the screen, counted at those stations. */
  readonly came: number;
  readonly shown: number;
  /** null where operations take time, so that the order of what happens is not that of what comes. */
  readonly reference: Reference | null;
  readonly stops: number;
}

/** A mailbox of random make, to which some put and from which others fetch, page by page or all, at random moments. The books are checked at random instants by `check`. */
export function runRandomMailbox(random: Uniform, seed: number, check: (mailboxes: readonly MailboxInstance[]) => void): Run {
  const whole = (low: number, high: number): number => low + Math.floor(random.double() * (high - low + 1));
  const chance = (share: number): boolean => random.double() < share;
  const takesTime = chance(0.5);
  const capacity = whole(1, 6);
  const page = whole(1, 4);
  const isDropping = chance(0.5);
  const expiry = chance(0.7) ? whole(1, 20) : Infinity;
  const work = takesTime ? `work: { exponential: ${whole(1, 300)}ms }, servers: ${whole(1, 3)}, async: ${chance(0.5)}, ` : '';
  const scenario = scenarioOf(`title: A random mailbox
seed: ${seed + 1}
keys: { user: { items: ${whole(1, 5)} } }
components:
  inbox:
    { kind: mailbox, key: user, ${work}capacity: ${capacity}, page: ${page}, full: ${isDropping ? 'drop-oldest' : 'refuse'}, instances: ${whole(1, 3)},
      deliver: screen.show${expiry === Infinity ? '' : `, expiry: ${expiry}s`} }
  screen: { kind: probe }
workload:
  messages: { arrivals: { poisson: ${whole(1, 6)}/s }, call: inbox.put }
  polls: { arrivals: { poisson: ${whole(1, 10) / 10}/s }, call: inbox.fetch }
  returns: { arrivals: { poisson: ${whole(1, 5) / 10}/s }, call: inbox.drain }
run: { duration: 60s, replications: 1, study: finite }
`);
  const system = wire(scenario, { seed: scenario.seed, replication: 0, warmup: 0, curves: false });
  const [inbox, screen] = system.components;
  const { mailboxes } = inbox.behaviour as MailboxBehaviour;
  const reference = takesTime ? null : { delivered: 0, expired: 0, overflowed: 0, inside: 0, delays: 0 };
  const boxes = new Map<number, number[]>();
  const expire = (now: number): void => {
    for (const [user, box] of boxes) {
      const fresh = box.filter((put) => put + expiry > now);
      reference!.expired += box.length - fresh.length;
      boxes.set(user, fresh);
    }
  };
  const follow = (job: Job, operation: number): void => {
    const { now } = system.engine;
    expire(now);
    const box = boxes.get(job.keys[0]) ?? [];
    boxes.set(job.keys[0], box);
    if (operation > 0) {
      const taken = box.splice(0, operation === 1 ? page : box.length);
      reference!.delivered += taken.length;
      for (const put of taken) reference!.delays += now - put;
      return;
    }
    if (box.length === capacity) {
      reference!.overflowed++;
      if (!isDropping) return;
      box.shift();
    }
    box.push(now);
  };
  if (reference !== null)
    for (const station of inbox.component.stations) {
      const enter = station.enter.bind(station);
      station.enter = (job: Job, operation: number) => {
        follow(job, operation);
        enter(job, operation);
      };
    }
  let stops = 0;
  for (let until = 60 * random.double() * 0.3; until < 60; until += 60 * random.double() * 0.5) {
    while (!system.run(1_000_000, until));
    check(mailboxes);
    stops++;
  }
  while (!system.run(1_000_000));
  check(mailboxes);
  if (reference !== null) {
    expire(60);
    reference.inside = [...boxes.values()].reduce((sum, box) => sum + box.length, 0);
  }
  const count = (stations: typeof inbox.component.stations, inProgress: boolean): number =>
    stations.reduce((sum, { cells: [cell] }) => sum + cell.arrivals - (inProgress ? cell.inside : 0), 0);
  return { mailboxes, came: count(inbox.component.stations, true), shown: count(screen.component.stations, false), reference, stops };
}
