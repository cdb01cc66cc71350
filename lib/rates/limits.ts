/** Of a household: forty years of five currencies. */
export const rateLimit = 60_000;
/** Of a file of rates: the European Central Bank's of all days since 1999 has 600 KiB as a zip. */
export const rateFileBytes = 2 * 1024 * 1024;
/** Of the table in a zip: the bank's has 2 MB by now, and grows by a twentieth a year. */
export const rateTableBytes = 8 * 1024 * 1024;

/** A rate holds until the next one, and for so many days at most: a month, and a weekend over its end. */
export const longestRateDays = 35;
