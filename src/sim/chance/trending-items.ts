import { log } from '../elementary.js';
import { KeyHeap } from '../lines/key-heap.js';
import { createSampler, type Sampler } from './create-sampler.js';
import type { ItemSampler } from './item-sampler.js';
import { lengthBiasedSampler } from './length-biased.js';
import { lawMean } from './moments.js';
import { poissonCount } from './poisson-count.js';
import type { Trending } from './popularity.js';
import type { Uniform } from './stream.js';
import { SumTree } from './sum-tree.js';

/** Streams by purpose. */
export type Streams = (purpose: string) => Uniform;

/**
 * The items of a trending key that are alive: born at Poisson instants, gone when their lives are over (M/G/∞). Brought up to date when somebody draws,
 * so that an idle key costs nothing; O(log alive) a birth, an end or a draw.
 *
 * In its long-run state from the start: at time 0 a Poisson number is alive, of lives as an instant finds them (length-biased) and uniform ages.
 *
 * The requests come from the workload, and each picks an item in proportion to the rates at which the items attract requests then. That is the shot-noise
 * model given the instants of the requests; an item's volume is in proportion to the requests that it gets on average.
 */
export class TrendingItems {
  /** Items numbered by birth, those alive at the start first. */
  private born = 0;
  private readonly rates = new SumTree();
  /** By place in the tree. */
  private readonly items: number[] = [];
  private readonly births: number[] = [];
  private readonly lives: number[] = [];
  private readonly freePlaces: number[] = [];
  private readonly ends = new KeyHeap<number>();
  private readonly gaps: Uniform;
  private readonly life: Sampler;
  private readonly volume: Sampler;
  private readonly gapMean: number;
  private nextBirth = 0;

  /** @param aliveMean items alive at a time, on average: births come at the rate aliveMean / mean life (Little's law) */
  constructor(
    private readonly trending: Trending,
    aliveMean: number,
    streams: Streams,
  ) {
    this.gapMean = lawMean(trending.life) / aliveMean;
    this.gaps = streams('births');
    this.life = createSampler(trending.life, streams('lives'));
    this.volume = createSampler(trending.volume, streams('volumes'));
    const first = streams('first');
    const firstLives = lengthBiasedSampler(trending.life, first);
    const count = poissonCount(aliveMean, first);
    for (let i = 0; i < count; i++) {
      const life = firstLives.sample();
      this.add(-first.double() * life, life);
    }
    this.planBirth(0);
  }

  get alive(): number {
    return this.ends.length;
  }

  /** The item of a request at `now`, which never goes back. */
  draw(now: number, uniform: Uniform): number {
    this.advance(now);
    // Of 50 items on average none is alive at one instant in 10^21: then the next is born early.
    while (this.rates.total === 0) this.add(now, this.life.sample());
    const isFading = this.trending.fade === 'linear';
    for (;;) {
      const place = this.rates.index(uniform.double());
      // Linear: twice the mean rate at birth, 0 at the end; the tree holds rates up to that factor.
      if (!isFading || uniform.double() * this.lives[place] >= now - this.births[place]) return this.items[place];
    }
  }

  private advance(now: number): void {
    for (;;) {
      const end = this.ends.length > 0 ? this.ends.leastKey() : Infinity;
      if (end <= this.nextBirth) {
        if (end > now) return;
        const place = this.ends.pop();
        this.rates.set(place, 0);
        this.freePlaces.push(place);
      } else {
        if (this.nextBirth > now) return;
        const birth = this.nextBirth;
        this.planBirth(birth);
        this.add(birth, this.life.sample());
      }
    }
  }

  private planBirth(last: number): void {
    this.nextBirth = last - log(1 - this.gaps.double()) * this.gapMean;
  }

  private add(birth: number, life: number): void {
    const volume = this.volume.sample();
    const item = this.born++;
    if (!(life > 0)) return;
    const place = this.freePlaces.pop() ?? this.items.length;
    this.items[place] = item;
    this.births[place] = birth;
    this.lives[place] = life;
    this.rates.set(place, volume / life);
    this.ends.push(birth + life, item, place);
  }
}

/** Requests of one workload for a trending key. */
export class TrendingSampler implements ItemSampler {
  constructor(
    private readonly population: TrendingItems,
    private readonly uniform: Uniform,
    private readonly clock: { readonly now: number },
  ) {}

  sample(): number {
    return this.population.draw(this.clock.now, this.uniform);
  }
}
