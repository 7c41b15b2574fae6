import type { Law } from '../../sim/chance/law.js';
import { lawMean } from '../../sim/chance/moments.js';
import { listed } from '../did-you-mean.js';
import type { componentGroup } from '../language/components.js';
import { batchGroup, breakdownGroup } from '../language/components.js';
import type { ValuesOf } from '../language/field.js';
import { needWords, oneWorkDisciplines, stationFeatures, type StationField, type StationNeed } from '../language/station.js';
import { readQuantity } from '../read-quantity.js';
import type { ComponentDeclaration, Discipline, StepDeclaration } from '../scenario.js';
import type { Place } from '../source-file.js';
import { describe, entryOf, valueOf, type MapNode, type TreeNode } from '../tree.js';
import type { Context } from './context.js';
import { readFields, readMap } from './fields.js';
import { readServerless } from './fleet.js';
import { readAdaptiveLimit, readCodel } from './resilience.js';
import { readServers } from './servers.js';

/** How a component serves: everything beyond the number of its servers and of its places to wait. */
export type StationFields = Pick<
  ComponentDeclaration,
  | 'discipline'
  | 'sharers'
  | 'speeds'
  | 'speedAt'
  | 'schedule'
  | 'setUp'
  | 'vacation'
  | 'batch'
  | 'patience'
  | 'balking'
  | 'breakdowns'
  | 'blocks'
  | 'per'
  | 'lifoAbove'
  | 'codel'
  | 'adaptiveLimit'
  | 'serverless'
>;

/** What the rules look at besides the fields themselves. */
export interface StationSurroundings {
  readonly name: string;
  readonly map: MapNode;
  readonly queue: number;
  readonly async: boolean;
  /** Steps of each operation; null where the kind brings the behaviour. */
  readonly steps: readonly (readonly StepDeclaration[] | null)[];
  readonly defaultServers: number;
}

/** Reads the fields of a station and holds them against each other and against the operations. */
export function readStation(
  values: ValuesOf<typeof componentGroup.fields> & { readonly serverless?: TreeNode | null },
  surroundings: StationSurroundings,
  context: Context,
): { readonly servers: number; readonly station: StationFields } {
  const { map } = surroundings;
  const before = context.issues.count;
  const { servers: written, schedule } =
    values.servers === null ? { servers: surroundings.defaultServers, schedule: null } : readServers(values.servers, context);
  const serverless = (values.serverless ?? null) === null ? null : readServerless(values.serverless!, context);
  const servers = serverless?.concurrency ?? written;
  const station: StationFields = {
    discipline: (values.discipline ?? 'fifo') as Discipline,
    sharers: values.sharers ?? Infinity,
    speeds: values.speeds === null ? null : readSpeeds(values.speeds, context),
    speedAt: values.speedAt === null ? null : readSpeeds(values.speedAt, context),
    schedule,
    setUp: values.setUp,
    vacation: values.vacation,
    batch: values.batch === null ? null : readBatch(values.batch, surroundings.queue, context),
    patience: values.patience,
    balking: values.balking === null ? [] : readBalking(values.balking, context),
    blocks: values.whenFull === 'block',
    per: values.per,
    lifoAbove: values.lifoAbove,
    codel: values.codel === null ? null : readCodel(values.codel, context),
    serverless,
    adaptiveLimit: values.adaptiveLimit === null ? null : readAdaptiveLimit(values.adaptiveLimit, context),
    breakdowns: values.breakdowns === null ? null : readBreakdowns(values.breakdowns, context),
  };
  refuseZeroLaw(station.vacation, 'a vacation', map, 'vacation', context);
  // What is written wrongly is not judged by the rules besides.
  if (context.issues.count === before) new StationRules(station, servers, surroundings, context).check();
  return { servers, station };
}

function readSpeeds(node: TreeNode, context: Context): readonly number[] | null {
  if (node.type !== 'list' || node.items.length === 0) {
    context.issues.add('wrong-shape', node.place, `speeds are a list of numbers, not ${describe(node)}`, { expected: '[1, 1, 0.5]', got: describe(node) });
    return null;
  }
  const speeds: number[] = [];
  for (const item of node.items) {
    const speed = readQuantity(item, 'number', context.issues, { isOpen: true });
    if (speed !== null) speeds.push(speed);
  }
  return speeds.length === node.items.length ? speeds : null;
}

function readBatch(node: TreeNode, queue: number, context: Context): StationFields['batch'] {
  const map = readMap(node, '`batch`', '{ least: 5, most: 10, wait: 5ms }', context);
  if (map === null) return null;
  const { least, most, wait } = readFields(batchGroup, map, context);
  if (least === null || most === null) return null;
  const place = (field: string): Place => valueOf(map, field)?.place ?? map.place;
  if (least > most)
    context.issues.add('out-of-range', place('least'), `a batch cannot have at least ${least} and at most ${most} jobs`, { expected: `at most ${most}` });
  if (wait !== null && least === 1) {
    context.issues.add('not-together', place('wait'), 'a batch of at least 1 never waits for more', {
      expected: 'wait with least above 1',
      suggestion: `write least: ${Math.max(2, most)} to wait for so many, or remove wait`,
    });
  }
  if (wait === null && least > queue + 1) {
    context.issues.add('out-of-range', place('least'), `${least} jobs never come together in a queue of ${queue}`, {
      expected: `at most ${queue + 1}`,
      suggestion: 'give the batch a wait, or the component a longer queue',
    });
  }
  return { least, most, wait: wait ?? Infinity };
}

function readBalking(node: TreeNode, context: Context): StationFields['balking'] {
  const map = readMap(node, '`balking`', '{ 10: 50%, 20: 100% }', context);
  if (map?.entries.length === 0) context.issues.add('missing-value', map.place, 'this balking says nothing', { expected: '{ 10: 50%, 20: 100% }' });
  const levels: { at: number; share: number }[] = [];
  for (const { key, keyPlace, value } of map?.entries ?? []) {
    const at = readQuantity({ type: 'scalar', value: key, text: key, isQuoted: false, place: keyPlace }, 'count', context.issues);
    const share = readQuantity(value, 'share', context.issues);
    if (at === null || share === null) continue;
    if (levels.some((level) => level.at === at)) context.issues.add('duplicate-key', keyPlace, `${at} waiting is there twice`, { got: key });
    levels.push({ at, share });
  }
  return levels.sort((a, b) => a.at - b.at);
}

function readBreakdowns(node: TreeNode, context: Context): StationFields['breakdowns'] {
  const map = readMap(node, '`breakdowns`', '{ up: { exponential: 1h }, down: { exponential: 5min } }', context);
  if (map === null) return null;
  const { up, down, interrupted } = readFields(breakdownGroup, map, context);
  refuseZeroLaw(up, 'the time to a failure', map, 'up', context);
  return up === null || down === null || interrupted === null ? null : { up, down, restarts: interrupted === 'restart' };
}

/** Something that begins again when it has ended must take time, or the clock would stand still. */
function refuseZeroLaw(law: Law | null, what: string, map: MapNode, field: string, context: Context): void {
  if (law !== null && lawMean(law) === 0)
    context.issues.add('out-of-range', valueOf(map, field)!.place, `${what} must be above 0`, { expected: 'more than 0s' });
}

/** What goes with what: the table of the language, and what it cannot say. */
class StationRules {
  private readonly given: readonly StationField[];

  constructor(
    private readonly station: StationFields,
    private readonly servers: number,
    private readonly surroundings: StationSurroundings,
    private readonly context: Context,
  ) {
    const { map } = surroundings;
    const isGiven = (field: StationField): boolean => (field === 'schedule' ? station.schedule !== null : entryOf(map, field) !== undefined);
    this.given = (Object.keys(stationFeatures) as StationField[]).filter(isGiven);
  }

  check(): void {
    const { discipline } = this.station;
    const before = this.context.issues.count;
    for (const field of this.given) {
      const feature = stationFeatures[field];
      if (!feature.disciplines.includes(discipline)) this.refuseDiscipline(field, feature.disciplines);
      else if (!this.meets(feature.needs)) this.refuseNeed(`${field} of ${this.surroundings.name}`, this.place(field), feature.needs);
    }
    for (const [index, field] of this.given.entries()) {
      const other = this.given.slice(0, index).find((before) => stationFeatures[field].excludes.includes(before));
      if (other !== undefined) this.refusePair(field, other);
    }
    if (oneWorkDisciplines.includes(discipline) && this.given.length === 0 && !this.meets('one-work')) {
      this.refuseNeed(`discipline: ${discipline} of ${this.surroundings.name}`, this.place('discipline'), 'one-work');
    }
    if (this.station.serverless !== null) {
      if (this.context.issues.count === before) this.checkServerless();
    } else if (this.servers === Infinity) this.checkUnlimited();
    else this.checkNumbers();
    if (this.context.issues.count === before) this.checkQueue();
  }

  private place(field: string): Place {
    const written = field === 'schedule' ? 'servers' : field;
    return entryOf(this.surroundings.map, written)?.keyPlace ?? this.surroundings.map.place;
  }

  private meets(need: StationNeed): boolean {
    const { async, steps } = this.surroundings;
    if (need === 'nothing') return true;
    if (need === 'synchronous') return !async;
    return async || steps.every((list) => list !== null && list.length === 1 && list[0].verb === 'work');
  }

  private refuseDiscipline(field: StationField, allowed: readonly Discipline[]): void {
    const { discipline } = this.station;
    this.context.issues.add('not-together', this.place(field), `${written(field)} cannot stand beside discipline: ${discipline}`, {
      expected: listed(allowed),
      got: discipline,
      suggestion: `it goes with ${listed(allowed)}`,
    });
  }

  private refuseNeed(what: string, place: Place, need: StationNeed): void {
    const expected = needWords[need].replaceAll('`', '');
    if (need === 'synchronous') {
      this.context.issues.add('needs-synchronous', place, `${what} needs ${expected}: it is for jobs that wait for a whole operation`, {
        expected,
        suggestion: 'set async: false',
      });
      return;
    }
    this.context.issues.add('needs-one-work', place, `${what} needs ${expected}: a job must bring all its work at once`, {
      expected,
      suggestion: 'set async: true, so that a server is held during work only',
    });
  }

  private refusePair(field: StationField, other: StationField): void {
    this.context.issues.add('not-together', this.place(field), `${written(field)} cannot stand beside ${written(other)}`, {
      got: `${field} and ${other}`,
      suggestion: `remove one; in a variant: ${written(other) === other ? other : 'servers'}: null`,
    });
  }

  /** Its concurrency takes the place of servers, and nobody waits for an environment of others. */
  private checkServerless(): void {
    for (const field of ['servers', 'queue']) {
      const entry = entryOf(this.surroundings.map, field);
      if (entry === undefined) continue;
      this.context.issues.add('not-together', entry.keyPlace, `${field} cannot stand beside serverless`, {
        got: `${field} and serverless`,
        suggestion: field === 'servers' ? 'write serverless: { concurrency: … }' : 'remove queue: a call beyond the concurrency is rejected',
      });
    }
  }

  /** With unlimited servers nobody waits, so what rules the waiting would do nothing. */
  private checkUnlimited(): void {
    const { discipline } = this.station;
    const idle = this.given.find((field) => field !== 'speedAt');
    const isIdleDiscipline = discipline !== 'fifo' && discipline !== 'processor-sharing';
    if (idle === undefined && !isIdleDiscipline) return;
    const what = idle === undefined ? `discipline: ${discipline}` : idle;
    this.context.issues.add('nobody-waits', this.place(idle ?? 'discipline'), `nobody ever waits at ${this.surroundings.name}, so ${what} does nothing`, {
      expected: 'a number of servers',
      suggestion: `its servers are unlimited: give it servers: 1`,
    });
  }

  private checkNumbers(): void {
    const { speeds, speedAt, sharers, discipline } = this.station;
    const { issues } = this.context;
    const { map } = this.surroundings;
    if (speeds !== null && speeds.length !== this.servers) {
      issues.add('out-of-range', valueOf(map, 'speeds')!.place, `there are ${this.servers} servers and ${speeds.length} speeds`, {
        expected: 'one speed for each server',
        suggestion: `write servers: ${speeds.length}`,
      });
    }
    const most = discipline === 'processor-sharing' ? sharers : this.servers;
    if (speedAt !== null && speedAt.length > most) {
      issues.add('out-of-range', valueOf(map, 'speedAt')!.place, `at most ${most} are in service, and there are ${speedAt.length} speeds`, {
        expected: `at most ${most} speeds`,
      });
    }
    if (sharers < this.servers) {
      issues.add('out-of-range', valueOf(map, 'sharers')!.place, `with ${sharers} in service, some of ${this.servers} servers are never used`, {
        expected: `at least ${this.servers}`,
        suggestion: `write servers: ${sharers}`,
      });
    }
  }

  /** All jobs in service share, so none waits; a queue that is never full blocks nobody. */
  private checkQueue(): void {
    if (this.station.blocks && this.surroundings.queue === Infinity) {
      this.context.issues.add('nobody-waits', this.place('whenFull'), `the queue of ${this.surroundings.name} is unlimited, so whenFull: block does nothing`, {
        expected: 'a limited queue',
        suggestion: 'give it queue: 10',
      });
    }
    const { discipline, sharers } = this.station;
    if (discipline !== 'processor-sharing' || sharers !== Infinity || this.surroundings.queue === Infinity) return;
    this.context.issues.add('nobody-waits', this.place('queue'), `nobody ever waits at ${this.surroundings.name}, so its queue does nothing`, {
      expected: 'sharers beside queue',
      suggestion: 'all jobs are in service at once: give it sharers, beyond which they wait',
    });
  }
}

/** A field as the author wrote it. */
const written = (field: StationField): string => (field === 'schedule' ? 'a schedule of servers' : field);
