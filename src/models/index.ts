import { broker } from './broker.js';
import { cache } from './cache.js';
import { connections } from './connections.js';
import { counter } from './counter.js';
import { fanOut } from './fan-out.js';
import { graph } from './graph.js';
import { groups } from './groups.js';
import { link } from './link.js';
import { linkPrediction } from './link-prediction.js';
import { list } from './list.js';
import { mailbox } from './mailbox.js';
import { player } from './player.js';
import { presence } from './presence.js';
import { probe } from './probe.js';
import { quorumStore } from './quorum-store.js';
import { replicatedStore } from './replicated-store.js';
import { service } from './service.js';
import { stock } from './stock.js';
import { transcoder } from './transcoder.js';
import { versionedStore } from './versioned-store.js';
import type { BehavingKind, ComponentKind } from './define.js';

/** The catalogue, in the order in which it is read. */
export const kinds: readonly (ComponentKind | BehavingKind)[] = [
  service,
  cache,
  link,
  replicatedStore,
  quorumStore,
  versionedStore,
  stock,
  broker,
  connections,
  mailbox,
  presence,
  probe,
  transcoder,
  player,
  graph,
  groups,
  fanOut,
  linkPrediction,
  list,
  counter,
];

/** Kinds that the language names and a later release brings: an error "not yet supported". */
export const laterKinds: readonly string[] = [];
