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
