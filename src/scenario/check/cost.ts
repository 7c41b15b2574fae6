import { kinds } from '../../models/index.js';
import { listed } from '../did-you-mean.js';
import { costGroup } from '../language/cost.js';
import type { Cost } from '../scenario.js';
import { entryOf, type MapNode, type TreeNode } from '../tree.js';
import { asInstances, type ComponentDraft } from './components.js';
import type { Context } from './context.js';
import { readFields, readMap } from './fields.js';

/** Prices; what is not given costs nothing. */
export function readCost(node: TreeNode, context: Context): Cost | null {
  const map = readMap(node, 'a cost', '{ instanceHour: 0.34 }', context);
  if (map === null) return null;
  if (map.entries.length === 0) context.issues.add('missing-value', map.place, 'this cost has no prices', { expected: listed(Object.keys(costGroup.fields)) });
  const { instanceHour, serverHour, gigabyteOut, gigabyteMonth } = readFields(costGroup, map, context);
  return { instanceHour: instanceHour ?? 0, serverHour: serverHour ?? 0, gigabyteOut: gigabyteOut ?? 0, gigabyteMonth: gigabyteMonth ?? 0 };
}

/** A price of something that the component does not have would be counted as nothing. */
export function checkCost(component: ComponentDraft, map: MapNode, context: Context): void {
  const written = entryOf(map, 'cost')?.value;
  if (written?.type !== 'map') return;
  const refuse = (price: keyof Cost, why: string, suggestion: string): void => {
    const entry = entryOf(written, price);
    if (entry !== undefined) context.issues.add('no-such-price', entry.keyPlace, `${component.name} has no ${price}: ${why}`, { got: price, suggestion });
  };
  const { kind, station, settings } = component;
  const isServerless = station.serverless !== null;
  if (isServerless) refuse('instanceHour', 'it runs serverless, and its environments are its servers', 'write serverHour');
  const hasServers = kind.takes === undefined || kind.takes.includes('servers');
  if (!hasServers) refuse('serverHour', `a ${kind.kind} has no servers`, 'write instanceHour');
  else if (station.per !== null) refuse('serverHour', `with servers for each ${station.per} there is no number of them`, 'write instanceHour');
  else if (!isServerless && asInstances(component).some(({ servers }) => servers === Infinity))
    refuse('serverHour', 'its servers are unlimited', 'give it a number of servers, or write instanceHour');
  const { sends, room } = kind.bytes ?? {};
  if (sends === undefined) refuse('gigabyteOut', `no bytes are counted at a ${kind.kind}`, `price the ${kindsWith('sends')} that its answers pass`);
  else if (sends.needs !== undefined && (settings[sends.needs] ?? null) === null)
    refuse('gigabyteOut', `without ${sends.needs} it does not know how many bytes it sends`, `add ${sends.needs}: ${kind.fields[sends.needs].example}`);
  if (room === undefined) refuse('gigabyteMonth', `a ${kind.kind} has no room in bytes`, `a ${kindsWith('room')} has`);
  else if (asInstances(component).some((one) => one.settings[`${room}Unit`] !== 'bytes'))
    refuse('gigabyteMonth', `its ${room} is a number of objects`, `write ${room} in bytes: ${room}: ${kind.fields[room].example}`);
}

function kindsWith(what: 'sends' | 'room'): string {
  return kinds
    .filter(({ bytes }) => bytes?.[what] !== undefined)
    .map(({ kind }) => kind)
    .join(' or ');
}
