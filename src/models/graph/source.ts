import type { Law } from '../../sim/chance/law.js';

/** Where the links of a graph come from. */
export type GraphSource =
  /** So many links for each node: the configuration model. */
  | { readonly by: 'degrees'; readonly law: Law }
  /** Barabási and Albert (1999): each node comes with so many links, to others in proportion to their degree. */
  | { readonly by: 'preferential'; readonly links: number }
  /** Watts and Strogatz (1998): a ring on which each node is linked to so many others around it, a share of the links moved to a random end. */
  | { readonly by: 'small-world'; readonly neighbours: number; readonly rewired: number }
  /** From a file; nodes are numbered from 0 by first appearance. */
  | { readonly by: 'edges'; readonly nodes: number; readonly from: Int32Array; readonly to: Int32Array };
