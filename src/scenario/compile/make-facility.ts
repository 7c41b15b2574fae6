import type { Job } from '../../sim/job.js';
import { AdaptiveLine } from '../../sim/lines/adaptive-line.js';
import { KeyLine } from '../../sim/lines/key-line.js';
import type { Line } from '../../sim/lines/line.js';
import { RandomLine } from '../../sim/lines/random-line.js';
import { Link } from '../../sim/network/link.js';
import type { OperationCell } from '../../sim/operation-cell.js';
import { Balking } from '../../sim/servers/balking.js';
import { BatchShop } from '../../sim/servers/batch-shop.js';
import { BlockingServers } from '../../sim/servers/blocking-servers.js';
import { BundledServers } from '../../sim/servers/bundled-servers.js';
import { ControlledDelay } from '../../sim/servers/controlled-delay.js';
import { Environments } from '../../sim/servers/environments.js';
import { FifoServers } from '../../sim/servers/fifo-servers.js';
import { GradientLimit } from '../../sim/servers/gradient-limit.js';
import { KeyedServers } from '../../sim/servers/keyed-servers.js';
import { LimitedServers } from '../../sim/servers/limited-servers.js';
import { LineServers } from '../../sim/servers/line-servers.js';
import { Schedule } from '../../sim/servers/schedule.js';
import type { Servers } from '../../sim/servers/servers.js';
import { SharingShop } from '../../sim/servers/sharing-shop.js';
import type { Shop } from '../../sim/servers/shop.js';
import { TaskShop, type TaskShopSettings } from '../../sim/servers/task-shop.js';
import { asInstances, instanceOf } from '../instances.js';
import type { ComponentDeclaration, Discipline, Serverless } from '../scenario.js';
import type { Wiring } from './wiring.js';

/** Instances beyond which each costs next to nothing before somebody comes to it. */
export const MANY = 1000;

interface FacilityContext {
  readonly wiring: Wiring;
  /** 32-bit hash of the component's name. */
  readonly label: number;
  /** Position among the instances. */
  readonly instance: number;
  readonly cells: readonly OperationCell[];
}

/** Disciplines that interrupt, share, or need to know how much work a job brings. */
const shopDisciplines: readonly Discipline[] = ['shortest-first', 'lifo-preemptive', 'priority-preemptive', 'shortest-remaining', 'processor-sharing'];

/** The station does the work itself; else jobs hold its servers. */
export function needsShop(declaration: ComponentDeclaration): boolean {
  return asInstances(declaration).some(isShop);
}

function isShop({ kind, discipline, speeds, speedAt, batch, breakdowns }: ComponentDeclaration): boolean {
  return kind === 'link' || shopDisciplines.includes(discipline) || speeds !== null || speedAt !== null || batch !== null || breakdowns !== null;
}

/** The servers of one instance, as simple as its fields (and those of the others) allow. */
export function makeFacility(component: ComponentDeclaration, context: FacilityContext): { servers: Servers | null; shop: Shop | null } {
  const declaration = instanceOf(component, context.instance);
  if (declaration.kind === 'link')
    return { servers: null, shop: new Link(context.wiring.engine, context.cells[0], context.wiring.network, declaration.settings['bandwidth'] as number) };
  if (declaration.serverless !== null) return { servers: makeEnvironments(declaration, declaration.serverless, context), shop: null };
  if (needsShop(component)) return { servers: null, shop: makeShop(declaration, context) };
  if (declaration.per !== null) return { servers: makeKeyedServers(declaration, declaration.per, context), shop: null };
  const servers = hasPlainLine(declaration) ? makePlainServers(declaration, context.wiring) : makeLineServers(declaration, context);
  if (declaration.adaptiveLimit !== null) return { servers: new LimitedServers(servers, new GradientLimit(declaration.adaptiveLimit)), shop: null };
  return { servers: declaration.blocks ? new BlockingServers(servers, declaration.servers, context.wiring.watch) : servers, shop: null };
}

/** Nothing but servers and a plain line, at every instance. */
export function hasPlainServers(component: ComponentDeclaration): boolean {
  if (needsShop(component)) return false;
  return asInstances(component).every((one) => one.serverless === null && one.per === null && one.adaptiveLimit === null && !one.blocks && hasPlainLine(one));
}

function hasPlainLine({ discipline, lifoAbove, codel, patience, balking, setUp, vacation, schedule }: ComponentDeclaration): boolean {
  const isFifo = discipline === 'fifo' && lifoAbove === null && codel === null;
  return isFifo && patience === null && balking.length === 0 && setUp === null && vacation === null && schedule === null;
}

function makePlainServers({ name, servers, queue }: ComponentDeclaration, { engine, bundled }: Wiring): Servers {
  return bundled.has(name) ? new BundledServers(engine, servers, queue) : new FifoServers(engine, servers, queue);
}

function makeEnvironments(declaration: ComponentDeclaration, { coldStart, concurrency, keepAlive }: Serverless, context: FacilityContext): Servers {
  const { wiring, label } = context;
  const environments = new Environments(wiring.engine, {
    label,
    coldStart: wiring.sampler(coldStart, ownerOf(declaration, context), 'cold start'),
    concurrency,
    keepAlive,
  });
  wiring.environments.set(declaration.name, [...(wiring.environments.get(declaration.name) ?? []), environments]);
  return environments;
}

function makeKeyedServers(declaration: ComponentDeclaration, key: string, context: FacilityContext): Servers {
  const { wiring } = context;
  const owner = ownerOf(declaration, context);
  const { servers, queue: places, patience, balking } = declaration;
  return new KeyedServers(wiring.engine, {
    keyIndex: wiring.keyIndex(key),
    servers,
    places,
    makeLine: lineMaker(declaration, context),
    patience: patience === null ? null : wiring.sampler(patience, owner, 'patience'),
    balking: balking.length === 0 ? null : new Balking(balking, wiring.stream(owner, 'balking')),
  });
}

function makeLineServers(declaration: ComponentDeclaration, context: FacilityContext): Servers {
  const { wiring, label } = context;
  const owner = ownerOf(declaration, context);
  const { patience, balking, codel, setUp, vacation, schedule } = declaration;
  const servers = new LineServers(wiring.engine, {
    label,
    servers: declaration.servers,
    places: declaration.queue,
    line: lineMaker(declaration, context)(),
    patience: patience === null ? null : wiring.sampler(patience, owner, 'patience'),
    balking: balking.length === 0 ? null : new Balking(balking, wiring.stream(owner, 'balking')),
    delay: codel === null ? null : new ControlledDelay(codel.target, codel.interval),
    setUp: setUp === null ? null : wiring.sampler(setUp, owner, 'set-up'),
    vacation: vacation === null ? null : wiring.sampler(vacation, owner, 'vacation'),
  });
  if (schedule !== null) new Schedule(wiring.engine, label, schedule.phases, schedule.repeat, (present) => servers.setPresent(present));
  return servers;
}

/** Lines of the discipline; those of one station draw from one stream. */
function lineMaker(declaration: ComponentDeclaration, context: FacilityContext): () => Line {
  const { lifoAbove } = declaration;
  if (lifoAbove !== null) return () => new AdaptiveLine(lifoAbove);
  switch (declaration.discipline) {
    case 'lifo':
      return () => {
        let joined = 0;
        return new KeyLine(() => --joined);
      };
    case 'random': {
      const uniform = context.wiring.stream(ownerOf(declaration, context), 'order of service');
      return () => new RandomLine(uniform);
    }
    case 'priority':
      return () => new KeyLine(byPriority);
    case 'earliest-deadline':
      return () => new KeyLine(byDeadline);
    default:
      return () => new KeyLine(() => 0);
  }
}

function makeShop(declaration: ComponentDeclaration, context: FacilityContext): Shop {
  const { engine } = context.wiring;
  const { label, cells } = context;
  const { servers, queue: places, discipline, speedAt, batch } = declaration;
  if (batch !== null) return new BatchShop(engine, { label, servers, places, ...batch });
  if (discipline === 'processor-sharing') {
    const speedOf = (inService: number): number => Math.min(1, servers / inService) * speedFactor(speedAt, inService);
    return new SharingShop(engine, cells, { label, servers, inServiceMost: declaration.sharers, places, speedOf });
  }
  if (speedAt !== null) {
    return new SharingShop(engine, cells, { label, servers, inServiceMost: servers, places, speedOf: (inService) => speedFactor(speedAt, inService) });
  }
  return makeTaskShop(declaration, context);
}

function makeTaskShop(declaration: ComponentDeclaration, context: FacilityContext): Shop {
  const { wiring, label } = context;
  const owner = ownerOf(declaration, context);
  const { breakdowns, discipline } = declaration;
  return new TaskShop(wiring.engine, {
    label,
    speeds: declaration.speeds ?? new Array<number>(declaration.servers).fill(1),
    places: declaration.queue,
    rankOf: rankings[discipline] ?? (() => 0),
    preempts: discipline === 'lifo-preemptive' || discipline === 'priority-preemptive' || discipline === 'shortest-remaining',
    breakdowns:
      breakdowns === null
        ? null
        : { up: wiring.sampler(breakdowns.up, owner, 'up'), down: wiring.sampler(breakdowns.down, owner, 'down'), restarts: breakdowns.restarts },
  });
}

const rankings: Partial<Record<Discipline, TaskShopSettings['rankOf']>> = {
  lifo: (_job, _left, order) => -order,
  'lifo-preemptive': (_job, _left, order) => -order,
  priority: byPriority,
  'priority-preemptive': byPriority,
  'earliest-deadline': byDeadline,
  'shortest-first': (_job, left) => left,
  'shortest-remaining': (_job, left) => left,
};

/** More is served first. */
function byPriority(job: Job): number {
  return -job.jobClass.priority;
}

function byDeadline(job: Job): number {
  return job.due + job.jobClass.deadline;
}

/** Entry n-1 for n in service, the last for all above; 1 without a table. */
function speedFactor(speedAt: readonly number[] | null, inService: number): number {
  return speedAt === null ? 1 : speedAt[Math.min(inService, speedAt.length) - 1];
}

/** Instances draw from streams of their own: their servers fail and rest independently. */
function ownerOf(declaration: ComponentDeclaration, { instance }: FacilityContext): string {
  return declaration.instances.length === 1 ? declaration.name : `${declaration.name}/${declaration.instances[instance]}`;
}
