/** Bins of the view over time (docs/statistics.md); a whole number of bins of the warm-up curves is one of these. */
export const TIMELINE_BINS = 50;

/** Of these: so many before the first fault, at least, say what is usual, and so many in a row after it must be no worse. */
export const RECOVERY_BINS = 3;
