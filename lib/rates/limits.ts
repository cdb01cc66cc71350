/** Of a household: forty years of five currencies. */
export const rateLimit = 60_000;
/** Of a file of rates: the European Central Bank's of all days since 1999 has 600 KiB. */
export const rateFileBytes = 2 * 1024 * 1024;

/** A rate holds until the next one, and for so many days at most: a month, and a weekend over its end. */
export const longestRateDays = 35;
