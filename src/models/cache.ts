import type { Job, Step } from '../sim/job.js';
import type { BinnedRatio } from '../sim/statistics/binned-curve.js';
import { defineComponent, type KindBehaviour, type KindContext } from './define.js';
import type { CacheContents } from './eviction/contents.js';
import { evictionMeanings, evictions } from './eviction/index.js';

export const cache = defineComponent({
  kind: 'cache',
  summary: 'Keeps copies of items up to a capacity and evicts by a policy; what it does not hold is a miss.',
  explanation:
    'A get takes `work`, then looks the item of `key` up. Held: outcome `hit`. Not held: outcome `miss`; with the field `miss` the cache first calls that operation itself and stores the item when it has ended good (read-through), ' +
    'without it the caller decides (`on: { miss: … }`, then `put`: cache-aside). The contents are real: items come and go by the eviction policy, nothing is a fixed hit ratio. ' +
    'An item larger than the whole capacity is never stored. Several misses of one item at the same time each call `miss`.',
  defaults: { servers: Infinity, async: true },
  operations: {
    get: { summary: 'Look the item up; fetch and store it where `miss` is given.', good: ['hit', 'miss'], bad: [], ok: false, calls: ['miss'] },
    put: { summary: 'Store the item.', good: [], bad: [], ok: true },
    invalidate: { summary: 'Remove the item.', good: [], bad: [], ok: true },
  },
  fields: {
    key: { type: { of: 'key' }, required: true, summary: 'The key whose items are stored.', example: 'video' },
    capacity: {
      type: { of: 'count-or-size' },
      required: true,
      summary: 'How much fits, per instance: objects, or bytes (then `size` is required).',
      example: '400GB',
    },
    size: { type: { of: 'attribute' }, summary: 'Size of an item in bytes, an attribute of its key.', example: 'video.size' },
    eviction: {
      type: { of: 'choice', choices: Object.keys(evictions), meanings: evictionMeanings },
      default: 'lru',
      summary: 'What to throw out when it is full.',
      example: 'lru',
    },
    miss: { type: { of: 'reference' }, summary: 'Operation that fetches what is not held.', example: 'origin.read' },
  },
  statistics: [
    { name: 'hitRatio', resultName: 'hit_ratio', unit: 'share', estimator: 'ratio', summary: 'Share of lookups that found the item.' },
    {
      name: 'byteHitRatio',
      resultName: 'byte_hit_ratio',
      unit: 'share',
      estimator: 'ratio',
      summary: 'Share of the bytes looked up that were found (equal to hitRatio without `size`).',
    },
    { name: 'misses', resultName: 'misses', unit: 'count', estimator: 'count', summary: 'Lookups that did not find the item, over all replications.' },
    {
      name: 'missedBytes',
      resultName: 'missed_bytes',
      unit: 'bytes',
      estimator: 'count',
      needs: 'size',
      summary: 'Bytes looked up and not found, over all replications; only with `size`.',
    },
  ],
  example: 'edge: { kind: cache, key: video, capacity: 800, eviction: lru, work: 1ms, miss: origin.read }',
  create(context: KindContext): KindBehaviour {
    const keyIndex = context.keyIndex(context.setting('key') as string);
    const size = context.setting('size') as { key: string; attribute: string } | null;
    const item: ItemOf = { index: keyIndex, size: size === null ? null : context.attribute(size) };
    const policy = evictions[context.setting('eviction') as string];
    const capacity = context.setting('capacity') as number;
    const hasSizes = context.setting('capacityUnit') === 'bytes';
    const caches = Array.from(
      { length: context.instances },
      (_, instance) => new CacheInstance(policy(capacity, context.stream(`eviction ${instance}`)), hasSizes, size !== null, context.curve()),
    );
    for (const one of caches) context.engine.observe(one);

    const miss = context.end('miss');
    const afterMiss = context.setting('miss') === null ? miss : context.call('miss', new Store(caches, item, miss));
    return {
      operations: {
        get: context.work('get', new LookUp(caches, item, context.end('hit'), afterMiss)),
        put: context.work('put', new Store(caches, item, context.end('ok'))),
        invalidate: context.work('invalidate', new Invalidate(caches, item, context.end('ok'))),
      },
      statistics: (instance) => caches[instance].statistics(),
    };
  },
});

/** How the item of a job and its size are found. */
interface ItemOf {
  readonly index: number;
  readonly size: { read(keys: readonly number[]): number } | null;
}

/** The contents of one instance and what was counted there. */
class CacheInstance {
  private lookups = 0;
  private hits = 0;
  private bytes = 0;
  private hitBytes = 0;

  constructor(
    readonly contents: CacheContents,
    /** Capacity counts bytes; else objects. */
    private readonly hasSizes: boolean,
    private readonly knowsSizes: boolean,
    private readonly curve: BinnedRatio | null,
  ) {}

  look(item: number, size: number, now: number): boolean {
    const isHit = this.contents.get(item);
    this.lookups++;
    this.bytes += size;
    if (isHit) {
      this.hits++;
      this.hitBytes += size;
    }
    if (this.curve !== null) this.curve.record(now, isHit ? 1 : 0);
    return isHit;
  }

  store(item: number, size: number): void {
    this.contents.put(item, this.hasSizes ? size : 1);
  }

  reset(): void {
    this.lookups = 0;
    this.hits = 0;
    this.bytes = 0;
    this.hitBytes = 0;
  }

  statistics() {
    return {
      hit_ratio: { type: 'ratio', numerator: this.hits, denominator: this.lookups },
      byte_hit_ratio: { type: 'ratio', numerator: this.hitBytes, denominator: this.bytes },
      misses: { type: 'count', count: this.lookups - this.hits },
      ...(this.knowsSizes ? { missed_bytes: { type: 'count', count: this.bytes - this.hitBytes } as const } : {}),
    } as const;
  }
}

class LookUp implements Step {
  constructor(
    private readonly caches: readonly CacheInstance[],
    private readonly item: ItemOf,
    private readonly hit: Step,
    private readonly miss: Step,
  ) {}
  run(job: Job): Step {
    const { index, size } = this.item;
    const isHit = this.caches[job.station!.index].look(job.keys[index], size === null ? 1 : size.read(job.keys), job.engine.calendar.now);
    return isHit ? this.hit : this.miss;
  }
}

class Store implements Step {
  constructor(
    private readonly caches: readonly CacheInstance[],
    private readonly item: ItemOf,
    private readonly next: Step,
  ) {}
  run(job: Job): Step {
    const { index, size } = this.item;
    this.caches[job.station!.index].store(job.keys[index], size === null ? 1 : size.read(job.keys));
    return this.next;
  }
}

class Invalidate implements Step {
  constructor(
    private readonly caches: readonly CacheInstance[],
    private readonly item: ItemOf,
    private readonly next: Step,
  ) {}
  run(job: Job): Step {
    this.caches[job.station!.index].contents.remove(job.keys[this.item.index]);
    return this.next;
  }
}
