/** Parts of one transaction. */
export const partLimit = 50;
/** A whole, in the hundredths of a percent that shares are written in. */
export const wholeShare = 10_000;
