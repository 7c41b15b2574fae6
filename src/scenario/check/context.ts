import type { ComponentKind } from '../../models/define.js';
import type { Law } from '../../sim/chance/law.js';
import type { Issues } from '../issue.js';
import type { LawUnit } from '../law.js';
import type { KeySource, StepDeclaration } from '../scenario.js';
import type { Place } from '../source-file.js';
import type { DataFiles } from '../trace.js';
import type { MapNode } from '../tree.js';

/** What all checks share: where mistakes go, and which names there are. The names are complete before any reference is read. */
export interface Context {
  readonly issues: Issues;
  readonly files: DataFiles;
  readonly keys: Map<string, KeySymbol>;
  readonly components: Map<string, ComponentSymbol>;
  /** Maps of which no word is known here: what they lack besides is not told. */
  readonly strangeMaps: WeakSet<MapNode>;
  /** Where steps were written, for mistakes that are found when all is read. */
  readonly stepPlaces: Map<StepDeclaration, StepPlace>;
}
export interface StepPlace {
  readonly place: Place;
  /** Of a call: where its handlers are written. */
  readonly handlers: ReadonlyMap<string, Place>;
}

export interface KeySymbol {
  readonly name: string;
  readonly place: Place;
  /** null where it is broken: there is an issue already. */
  source: KeySource | null;
  readonly attributes: Map<string, AttributeSymbol>;
}
export interface AttributeSymbol {
  readonly name: string;
  readonly place: Place;
  /** What its values measure; null where the place of the trace tells (a column), or where it is broken. */
  readonly unit: LawUnit | 'word' | null;
  readonly law: Law | null;
  readonly column: string | null;
}

export interface ComponentSymbol {
  readonly name: string;
  readonly place: Place;
  /** null where the declaration is no map. */
  readonly node: MapNode | null;
  /** null where the kind is missing, unknown or not yet supported: there is an issue already, and references to it are not judged. */
  readonly kind: ComponentKind | null;
  /** Names of its operations; null where they cannot be told. */
  readonly operations: readonly string[] | null;
}

/** The operation of a reference whose component is broken: it stands for any. */
export const anyOperation = '?';
