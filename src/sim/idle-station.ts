import type { Engine } from './engine.js';
import type { Job } from './job.js';
import type { OperationCell } from './operation-cell.js';
import type { Servers } from './servers/servers.js';
import { type Holding, Station } from './station.js';

/** One of very many instances, most of which nobody may ever come to: what is counted of it is made when the first job does. */
export class IdleStation extends Station {
  constructor(
    engine: Engine,
    index: number,
    servers: Servers,
    holding: Holding,
    /** One for each operation. */
    private readonly makeCells: () => readonly OperationCell[],
  ) {
    super(engine, index, servers, null, holding);
  }

  override enter(job: Job, operation: number): void {
    if (this.cells.length === 0) this.cells.push(...this.makeCells());
    super.enter(job, operation);
  }
}
