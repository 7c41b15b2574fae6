import type { Uniform } from './chance/stream.js';
import type { Balancer } from './component.js';
import type { Job } from './job.js';
import type { Placement } from './placement.js';
import type { Station } from './station.js';

/** In turn, from the first. */
export class RoundRobin implements Balancer {
  private turn = 0;
  choose(stations: readonly Station[]): Station {
    // Instances that are down are left out: there may be fewer than there were.
    const turn = this.turn < stations.length ? this.turn : 0;
    this.turn = turn + 1 === stations.length ? 0 : turn + 1;
    return stations[turn];
  }
}

/** Each equally likely. */
export class RandomChoice implements Balancer {
  constructor(private readonly uniform: Uniform) {}
  choose(stations: readonly Station[]): Station {
    return stations[Math.floor(this.uniform.double() * stations.length)];
  }
}

/** Fewest jobs waiting and in service; among equals in turn, starting after the instance chosen last. */
export class LeastConnections implements Balancer {
  private turn = 0;
  choose(stations: readonly Station[]): Station {
    const count = stations.length;
    const first = this.turn < count ? this.turn : 0;
    let best = first;
    for (let offset = 1; offset < count; offset++) {
      const index = (first + offset) % count;
      if (stations[index].inside < stations[best].inside) best = index;
    }
    this.turn = (best + 1) % count;
    return stations[best];
  }
}

/** Two different instances at random, and of them the one with fewer jobs, ties at random (Mitzenmacher 2001; Vvedenskaya et al. 1996). */
export class TwoChoices implements Balancer {
  constructor(private readonly uniform: Uniform) {}
  choose(stations: readonly Station[]): Station {
    const count = stations.length;
    const first = Math.floor(this.uniform.double() * count);
    const other = Math.floor(this.uniform.double() * (count - 1));
    // The order of the two is random, so the first wins ties.
    const second = other < first ? other : other + 1;
    return stations[second].inside < stations[first].inside ? stations[second] : stations[first];
  }
}

/** Fewest jobs waiting and in service, ties at random (join the shortest queue). */
export class ShortestQueue implements Balancer {
  constructor(private readonly uniform: Uniform) {}
  choose(stations: readonly Station[]): Station {
    let least = Infinity;
    let equals = 0;
    for (const { inside } of stations) {
      if (inside < least) {
        least = inside;
        equals = 1;
      } else if (inside === least) equals++;
    }
    let chosen = Math.floor(this.uniform.double() * equals);
    for (const station of stations) if (station.inside === least && chosen-- === 0) return station;
    throw new Error('a shortest queue exists');
  }
}

/**
 * An instance without jobs, each of them equally likely; where all have some, any instance at random: join the idle queue with one balancer
 * (Lu, Xie, Kliot, Geller, Larus & Greenberg, Performance Evaluation 2011). Which of the idle ones it is makes no difference where all are alike.
 */
export class IdleQueue implements Balancer {
  constructor(private readonly uniform: Uniform) {}
  choose(stations: readonly Station[]): Station {
    let idle = 0;
    for (const { inside } of stations) if (inside === 0) idle++;
    let chosen = Math.floor(this.uniform.double() * (idle === 0 ? stations.length : idle));
    if (idle === 0) return stations[chosen];
    for (const station of stations) if (station.inside === 0 && chosen-- === 0) return station;
    throw new Error('an idle instance exists');
  }
}

/** What an instance counts for beside the others. */
export interface Weights {
  /** @param instance its position in the component */
  of(instance: number): number;
}

/** Weights that stay as they are. */
export class FixedWeights implements Weights {
  constructor(private readonly weights: readonly number[]) {}
  of(instance: number): number {
    return this.weights[instance];
  }
}

/** Each with a share in proportion to its weight, among those that are there; where all these have none, each equally likely. */
export class WeightedRandom implements Balancer {
  constructor(
    private readonly weights: Weights,
    private readonly uniform: Uniform,
  ) {}
  choose(stations: readonly Station[]): Station {
    const { weights } = this;
    let total = 0;
    for (const { index } of stations) total += weights.of(index);
    const last = stations.length - 1;
    const draw = this.uniform.double() * (total === 0 ? stations.length : total);
    let sum = 0;
    for (let position = 0; position < last; position++) {
      sum += total === 0 ? 1 : weights.of(stations[position].index);
      if (draw < sum) return stations[position];
    }
    return stations[last];
  }
}

/**
 * In turn, each as often as its weight says, and spread out: everybody gains its weight, the one with most (the first of equals) is taken and pays the
 * sum of all weights (smooth weighted round robin, as nginx has it since 1.3.1). With equal weights it is the plain one.
 */
export class WeightedRoundRobin implements Balancer {
  private readonly gained: Float64Array;
  constructor(
    private readonly weights: Weights,
    instances: number,
  ) {
    this.gained = new Float64Array(instances);
  }
  choose(stations: readonly Station[]): Station {
    const { gained, weights } = this;
    let best = stations[0];
    let total = 0;
    for (const station of stations) {
      const weight = weights.of(station.index);
      total += weight;
      gained[station.index] += weight;
      if (gained[station.index] > gained[best.index]) best = station;
    }
    gained[best.index] -= total;
    return best;
  }
}

/**
 * Fewest jobs waiting and in service for its weight, (jobs + 1) / weight, as HAProxy's leastconn reckons; one without jobs comes first whatever its weight.
 * Among equals in turn, starting after the instance chosen last.
 */
export class WeightedLeastConnections implements Balancer {
  private turn = 0;
  constructor(private readonly weights: Weights) {}
  choose(stations: readonly Station[]): Station {
    const count = stations.length;
    const first = this.turn < count ? this.turn : 0;
    let best = first;
    let least = this.loadOf(stations[first]);
    for (let offset = 1; offset < count; offset++) {
      const index = (first + offset) % count;
      const load = this.loadOf(stations[index]);
      if (load >= least) continue;
      best = index;
      least = load;
    }
    this.turn = (best + 1) % count;
    return stations[best];
  }
  private loadOf({ inside, index }: Station): number {
    return inside === 0 ? 0 : (inside + 1) / this.weights.of(index);
  }
}

/** By where the key's item belongs: equal items, equal instance. */
export class PlacedItem implements Balancer {
  constructor(
    private readonly keyIndex: number,
    private readonly placement: Placement,
  ) {}
  choose(stations: readonly Station[], job: Job): Station {
    return stations[this.placement.placeOf(job.keys[this.keyIndex])];
  }
}

/** By where a number belongs that is an attribute of the key's item. */
export class PlacedAttribute implements Balancer {
  constructor(
    private readonly attribute: { read(keys: readonly number[]): number },
    private readonly placement: Placement,
  ) {}
  choose(stations: readonly Station[], job: Job): Station {
    return stations[this.placement.placeOf(this.attribute.read(job.keys))];
  }
}

/** By an attribute that names the instance: `positions` gives the instance for each word of the attribute. */
export class ByAttribute implements Balancer {
  constructor(
    private readonly attribute: { read(keys: readonly number[]): number },
    private readonly positions: ReadonlyMap<number, number>,
  ) {}
  choose(stations: readonly Station[], job: Job): Station {
    const position = this.positions.get(this.attribute.read(job.keys));
    if (position === undefined) throw new Error('an attribute value without an instance passed the checks');
    return stations[position];
  }
}
