import { describe, expect, it } from 'vitest';
import { createStream } from '../../../src/sim/chance/stream.js';
import { Engine } from '../../../src/sim/engine.js';
import { Job, type Step } from '../../../src/sim/job.js';
import { Link } from '../../../src/sim/network/link.js';
import { Network } from '../../../src/sim/network/network.js';
import { Transfer } from '../../../src/sim/network/transfer.js';
import { OperationCell } from '../../../src/sim/operation-cell.js';

interface RandomNetwork {
  readonly engine: Engine;
  readonly links: readonly Link[];
  readonly cells: readonly OperationCell[];
  /** Bytes that set out over each link so far. */
  readonly begun: number[];
  /** Transfers that have begun and those that are through. */
  readonly counts: { begun: number; ended: number };
}

/** Random links and ways, and transfers of random sizes that set out at random instants. */
function randomNetwork(round: number): RandomNetwork {
  const uniform = createStream(1, round, 'network', 'all');
  const engine = new Engine();
  const network = new Network(engine);
  const cells = Array.from({ length: 1 + Math.floor(uniform.double() * 4) }, (_, index) => new OperationCell(index, [true], false));
  const links = cells.map((cell) => new Link(engine, cell, network, 1 + uniform.double() * 20));
  const ways = Array.from({ length: 1 + Math.floor(uniform.double() * 6) }, () => {
    const passed = links.filter(() => uniform.double() < 0.5);
    return network.flowsOf(0, passed.length === 0 ? [links[0]] : passed, uniform.double() < 0.3 ? 0.5 + uniform.double() * 5 : Infinity);
  });
  const begun = links.map(() => 0);
  const counts = { begun: 0, ended: 0 };
  for (let transfer = 0; transfer < 60; transfer++) {
    const at = uniform.double() * 30;
    // Equal sizes among the others: ends at one instant.
    const bytes = uniform.double() < 0.2 ? 5 : 0.01 + uniform.double() * 40;
    const way = ways[Math.floor(uniform.double() * ways.length)];
    const through: Step = { run: () => (counts.ended++, null) };
    const setOut: Step = {
      run(job) {
        counts.begun++;
        links.forEach((link, index) => (begun[index] += way.links.includes(link) ? bytes : 0));
        job.next = through;
        way.start(new Transfer(job, bytes, 0, engine.now, 0));
        return null;
      },
    };
    engine.calendar.schedule(at, 3, new Job(engine, null, { isOpen: true, ended() {} }, [], at, setOut));
  }
  return { engine, links, cells, begun, counts };
}

describe('bytes in = bytes out + bytes under way', () => {
  it('at every link of 300 random networks, at five instants of each: what it has moved is its bandwidth times the use of it', () => {
    for (let round = 0; round < 300; round++) {
      const { engine, links, cells, begun, counts } = randomNetwork(round);
      for (const until of [5, 10, 20, 40, 10_000]) {
        while (!engine.run(until, 1_000_000));
        links.forEach((link, index) => {
          const left = link.flows.reduce((sum, flows) => sum + flows.bytesLeft(until), 0);
          const out = cells[index].busy.integral(until) * link.bandwidth;
          expect(Math.abs(begun[index] - out - left)).toBeLessThan(1e-7);
          expect(cells[index].inside).toBe(link.flows.reduce((sum, flows) => sum + flows.count, 0));
          expect(cells[index].busy.level).toBeLessThanOrEqual(1);
        });
      }
      expect(counts).toEqual({ begun: 60, ended: 60 });
      links.forEach((link, index) => expect(Math.abs(link.bytes - begun[index])).toBeLessThan(1e-9 * (1 + begun[index])));
    }
  });
});
