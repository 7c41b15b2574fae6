import { createSampler } from '../../../src/sim/chance/create-sampler.js';
import type { Law } from '../../../src/sim/chance/law.js';
import { createStream } from '../../../src/sim/chance/stream.js';
import { Engine } from '../../../src/sim/engine.js';
import { Job } from '../../../src/sim/job.js';
import { OperationCell } from '../../../src/sim/operation-cell.js';
import { FifoServers } from '../../../src/sim/servers/fifo-servers.js';
import { Station } from '../../../src/sim/station.js';
import { EndOperation } from '../../../src/sim/steps/end.js';
import { Books } from '../../../src/models/transcoder/books.js';
import { Encode } from '../../../src/models/transcoder/encode.js';
import { Luck } from '../../../src/models/transcoder/luck.js';
import { orders, type PieceOfWork } from '../../../src/models/transcoder/pieces.js';

export interface Studio {
  readonly workers: number;
  readonly places?: number;
  /** Instants at which videos come, and their pieces. */
  readonly videos: readonly { readonly at: number; readonly pieces: readonly PieceOfWork[] }[];
  readonly order?: string;
  readonly seed?: number;
  /** Of first executions, and of further ones; the latter as the former where they are not given. */
  readonly slowest?: Law;
  readonly slowestAgain?: Law;
  readonly lost?: number;
  readonly lostAfter?: Law;
  readonly lostAfterAgain?: Law;
  readonly detect?: number;
  readonly attempts?: number;
  readonly backup?: number;
}

export interface Take {
  readonly books: Books;
  readonly cell: OperationCell;
  /** Every publication, in the order in which they happened. */
  readonly published: readonly { readonly at: number; readonly video: number; readonly rendition: number }[];
  /** Of each video: when it ended, and how: 0 done, 1 rejected, 2 failed. */
  readonly ends: readonly { readonly at: number; readonly outcome: number }[];
  readonly end: number;
}

/** Encodes videos on workers, first come first served, without the rest of a scenario. */
export function encodeAll(studio: Studio): Take {
  const { workers, places = Infinity, videos, order = 'rendition-first', seed = 1, slowest, lost = 0, lostAfter } = studio;
  const engine = new Engine();
  const station = new Station(engine, 0, new FifoServers(engine, workers, places), null, 'work');
  const cell = new OperationCell(0, [true, false, false], false);
  station.cells.push(cell);
  const books = new Books(['1', '2', '3', '4', '5', '6']);
  const published: { at: number; video: number; rendition: number }[] = [];
  const ends: { at: number; outcome: number }[] = [];
  const stream = (purpose: string) => createStream(seed, 0, 'transcoder', purpose);
  const luck = (which: string, slow: Law | undefined, after: Law | undefined): Luck =>
    new Luck(
      slow === undefined ? null : createSampler(slow, stream(`slowest${which}`)),
      lost === 0 ? null : { share: lost, stream: stream(`lost${which}`) },
      after === undefined ? null : createSampler(after, stream(`lostAfter${which}`)),
    );
  const workshop = {
    luck: luck('', slowest, lostAfter),
    luckAgain: luck(' again', studio.slowestAgain ?? slowest, studio.lostAfterAgain ?? lostAfter),
    detect: studio.detect ?? 0,
    attempts: studio.attempts ?? Infinity,
    backup: studio.backup ?? Infinity,
    publish: (job: Job, rendition: number) => void published.push({ at: engine.now, video: job.keys[0], rendition }),
    done: new EndOperation(0),
    rejected: new EndOperation(1),
    failed: new EndOperation(2),
  };
  videos.forEach(({ at, pieces }, video) => {
    const renditions = Math.max(...pieces.map(({ rendition }) => rendition)) + 1;
    const reply = { isOpen: true, ended: (job: Job) => void (ends[video] = { at: engine.now, outcome: job.outcome }) };
    const job = new Job(engine, null, reply, [video], at, {
      run(arrived) {
        arrived.next = {
          run(inside) {
            new Encode(inside, books, workshop, pieces, renditions, orders[order]).start();
            return null;
          },
        };
        station.enter(arrived, 0);
        return null;
      },
    });
    engine.calendar.schedule(at, 3, job);
  });
  while (!engine.run(Infinity, 1_000_000));
  return { books, cell, published, ends, end: engine.now };
}
