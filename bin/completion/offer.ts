/** A word that may stand where the cursor is. */
export interface Offer {
  readonly value: string;
  /** What it means, or what is there now; '' where there is nothing to say. */
  readonly text: string;
}

/** Files and folders of any name: shells know those themselves. */
export const FILES = 'files';
export type Offers = readonly Offer[] | typeof FILES;
