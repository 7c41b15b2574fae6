import { describe, expect, it } from 'vitest';
import { shareMaxMin, type SharedLink, type SharingFlows } from '../../../src/sim/network/max-min.js';
import { createStream } from '../../../src/sim/chance/stream.js';

interface Flow extends SharingFlows<SharedLink> {
  readonly links: readonly SharedLink[];
}

const link = (bandwidth: number): SharedLink => ({ bandwidth, left: 0, open: 0 });
const flow = (links: readonly SharedLink[], count = 1, rateMost = Infinity): Flow => ({ links, count, rateMost, share: 0, isDecided: false });

function sharesOf(flows: readonly Flow[], links: readonly SharedLink[]): number[] {
  shareMaxMin(flows, links);
  return flows.map(({ share }) => share);
}

describe('max–min fair shares, worked by hand', () => {
  it('one link: equal shares', () => {
    const only = link(12);
    expect(sharesOf([flow([only], 3)], [only])).toEqual([4]);
  });

  it('two links in series: the narrow one holds both that pass it, the wide one gives the rest to the third', () => {
    const [wide, narrow] = [link(10), link(4)];
    // wide alone, both, narrow alone.
    expect(sharesOf([flow([wide]), flow([wide, narrow]), flow([narrow])], [wide, narrow])).toEqual([8, 2, 2]);
  });

  it('the example of Bertsekas & Gallager, section 6.5.2: links of 1 and 2, long transfers pass several', () => {
    // Links a, b, c of bandwidth 1, 1, 2; transfers: a+b, a, b (two of them), b+c, c.
    const [a, b, c] = [link(1), link(1), link(2)];
    const shares = sharesOf([flow([a, b]), flow([a]), flow([b], 2), flow([b, c]), flow([c])], [a, b, c]);
    // b is full first: 1 among 4. Then a gives 3/4 to its own, c 7/4.
    expect(shares).toEqual([0.25, 0.75, 0.25, 0.25, 1.75]);
  });

  it('a limit of its own leaves more for the others', () => {
    const only = link(12);
    expect(sharesOf([flow([only], 2, 1), flow([only], 2)], [only])).toEqual([1, 5]);
    expect(sharesOf([flow([only], 2, 3), flow([only], 2, 4)], [only])).toEqual([3, 3]);
    expect(sharesOf([flow([only], 1, 2), flow([only], 1, 4)], [only])).toEqual([2, 4]);
  });

  it('flows without transfers have no share', () => {
    const only = link(12);
    expect(sharesOf([flow([only], 0), flow([only])], [only])).toEqual([0, 12]);
  });
});

describe('max–min fair shares of random networks (2,000 of them)', () => {
  it('use no link above its bandwidth, and everybody has a reason to be no faster: its limit, or a full link on which nobody is faster', () => {
    const uniform = createStream(1, 0, 'max-min', 'networks');
    const whole = (most: number): number => Math.floor(uniform.double() * most);
    for (let round = 0; round < 2000; round++) {
      const links = Array.from({ length: 1 + whole(6) }, () => link(1 + whole(100)));
      const flows = Array.from({ length: 1 + whole(12) }, () => {
        const passed = links.filter(() => uniform.double() < 0.4);
        return flow(passed.length === 0 ? [links[0]] : passed, whole(5), uniform.double() < 0.3 ? 0.5 + uniform.double() * 20 : Infinity);
      });
      shareMaxMin(flows, links);
      const used = (one: SharedLink): number => flows.filter(({ links: on }) => on.includes(one)).reduce((sum, { share, count }) => sum + share * count, 0);
      for (const one of links) expect(used(one)).toBeLessThanOrEqual(one.bandwidth * (1 + 1e-12));
      for (const one of flows.filter(({ count }) => count > 0)) {
        expect(one.share).toBeGreaterThan(0);
        const isHeld = one.links.some(
          (on) =>
            used(on) >= on.bandwidth * (1 - 1e-12) &&
            flows.every((other) => other.count === 0 || !other.links.includes(on) || other.share <= one.share * (1 + 1e-12)),
        );
        expect(one.share === one.rateMost || isHeld).toBe(true);
      }
    }
  });
});
