import { describe, expect, it } from 'vitest';
import type { CallsSeen, Results } from '../../../src/experiment/results.js';
import { architectureSection } from '../../../src/report/html/sections/architecture.js';
import { component, estimate, oneServer } from '../examples.js';

const shards = Array.from({ length: 21 }, (_unused, index) => `shard-${index + 1}`);
const call = (caller: string, name: string, perSecond: number): CallsSeen => ({ caller, component: name, operation: 'get', sent: false, per_s: perSecond });

/** web → gateway → shards over a line; the busy shares of the shards are 1 % to 21 %. */
function sharded(count: number): Results {
  const names = shards.slice(0, count);
  return {
    ...oneServer,
    components: {
      gateway: component({ busy: 0.5, rate: 80, wait: 0.01, work: 0.01 }),
      ...Object.fromEntries(names.map((name, index) => [name, component({ busy: (index + 1) / 100, rate: 4, wait: 0.01, work: 0.01 })])),
      line: component({ kind: 'link', busy: 0.87, rate: 80, wait: 0, work: 0.01 }),
      spare: component({ busy: 0, rate: 0, wait: 0, work: 0.01 }),
    },
    bottleneck: null,
    look: {
      replications: [1],
      window_s: 100,
      calls: [call('web', 'gateway', 80), ...names.map((name) => call('gateway', name, 4))],
      links: [
        {
          link: 'line',
          latency_s: 0.02,
          passed_by: [{ caller: 'gateway', component: 'shard-2', operation: 'get', sent: false, request: false, answer: true }],
        },
      ],
      time: [],
      slowest: [],
    },
  };
}
const section = (results: Results): string => architectureSection(results)!.body.text;
const textsOf = (markup: string, kind: string): string[] =>
  [...markup.matchAll(new RegExp(`<text class="${kind}"[^>]*>([^<]*)<`, 'g'))].map(([, text]) => text);
const boxesOf = (markup: string): string[] => [...markup.matchAll(/class="name">([^<]*)</g)].map(([, text]) => text);

describe('the sentence of the architecture', () => {
  const said = (...calls: CallsSeen[]): string => section({ ...sharded(2), look: { ...sharded(2).look!, calls } });

  it.each([
    ['more than half', 81, 80, 'shard-1 gets most of them, 81 a second.'],
    ['half', 80, 40, 'shard-1 gets more than any other, 80 a second.'],
    ['as many as another', 80, 80, 'None gets more than shard-1, 80 a second.'],
  ])('says who gets %s of the calls', (_, first, second, sentence) => {
    const third = first === second ? [] : first === 80 ? [call('web', 'gateway', 40)] : [];
    expect(said(call('web', 'shard-1', first), call('web', 'shard-2', second), ...third)).toContain(` ${sentence}</p>`);
  });
});

describe('the architecture of a large system', () => {
  const body = section(sharded(21));

  it('says of a group what is true of its busiest member, and draws that one’s bar', () => {
    const [first] = body.split('</svg>');
    expect(boxesOf(first)).toEqual(['web', 'gateway', 'shard… (21)']);
    expect(first).toContain('busiest: shard-21 · 21.0 %');
    const [, ground] = /class="bar-ground"[^>]* width="([\d.]+)"/.exec(first.slice(first.indexOf('shard… (21)')))!;
    const [, bar] = /class="bar"[^>]* width="([\d.]+)"/.exec(first.slice(first.indexOf('shard… (21)')))!;
    expect(Number(bar) / Number(ground)).toBeCloseTo(0.21, 2);
    expect(textsOf(first, 'load')).toContain('84/s');
  });

  it('has the whole picture folded away, and each member in a table', () => {
    expect(body).toContain('Show all 22 components');
    const whole = body.split('</svg>')[1];
    expect(boxesOf(whole)).toHaveLength(1 + 22);
    for (const name of shards) expect(body).toMatch(new RegExp(`<th scope="row">(<b>)?${name}(</b>)?</th><td>shard… \\(21\\)</td>`));
    expect(body).toContain('<th scope="row"><b>shard-21</b></th>');
    expect(body).toContain('Piles are groups, 21 of 22 components');
  });

  it('does not claim to go by names where none of them says anything', () => {
    const words = 'abcdefghijklmnopqrstuvwxyz'.split('');
    const results: Results = {
      ...sharded(0),
      components: Object.fromEntries(['gateway', ...words].map((name) => [name, component({ busy: 0.5, rate: 4, wait: 0, work: 0.01 })])),
      look: { ...sharded(0).look!, calls: [call('web', 'gateway', 80), ...words.map((name) => call('gateway', name, 4))], links: [] },
    };
    expect(section(results)).toContain('Piles are groups, 8 of 27 components; each names its busiest member');
  });

  it('outlines the group of the component that limits, and names it', () => {
    const results: Results = {
      ...sharded(21),
      bottleneck: { component: 'shard-3', utilisation: 0.9, headroom: 1.1, saturation_per_s: 5, wait_share: null, work_share: null },
    };
    const [first] = section(results).split('</svg>');
    expect(first).toContain('busiest: shard-3 ·');
    expect(first.match(/class="box limiting"/g)).toHaveLength(3);
    expect(section(results)).toContain('shard-3 in shard… (21) is outlined');
  });
});

describe('links in the architecture', () => {
  const body = section(sharded(2));

  it('are labels on the arrows of the calls that pass them: how busy, how long the way', () => {
    expect(body.match(/<rect class="link hot"/g)).toHaveLength(1);
    expect(textsOf(body, 'kind')).toContain('line · 87.0 % · 20 ms');
    expect(body).toContain('<td>gateway → shard-2.get (answer)</td>');
    expect(body).toContain('Not drawn, as nobody calls it by name: spare.');
    expect(body).not.toContain('Show all');
  });

  it('are said not to be drawn by results that were saved without them', () => {
    const results = sharded(2);
    const { replications, window_s, calls, time, slowest } = results.look!;
    const old = section({ ...results, look: { replications, window_s, calls, time, slowest } });
    expect(old).not.toContain('class="link');
    expect(old).toContain('Not drawn, as nobody calls them by name: line and spare.');
  });

  it('have one label for many on one arrow, as hot as the hottest', () => {
    const results = sharded(2);
    const names = ['line', 'north', 'south'];
    const links = names.map((link) => ({ ...results.look!.links![0], link }));
    const many = section({
      ...results,
      components: {
        ...results.components,
        north: { ...results.components['line'], utilisation: estimate(0.1, 0.01) },
        south: { ...results.components['line'], utilisation: estimate(0.97, 0.01) },
      },
      look: { ...results.look!, links },
    });
    expect(textsOf(many, 'kind')).toContain('2 more links');
    expect(many.match(/<rect class="link full"/g)).toHaveLength(1);
    for (const name of names) expect(many).toContain(`<th scope="row">${name}</th><td>gateway → shard-2.get (answer)</td>`);
  });
});
