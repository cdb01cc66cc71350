/** How far a report may look back. Plaid makes none of less than a day, and none of more than two years and a day. */
export const reportDays = { least: 1, most: 731 } as const;

/** What those who ask for one usually want. */
export const usualDays = [60, 30, 90, 365, 731] as const;

/** Reports that a member has at once. Each costs money at Plaid. */
export const reportLimit = 20;
/** Copies of a report for others. */
export const copyLimit = 10;
/** How many accounts a report may be of. */
export const leftOutLimit = 500;
/** After so long a report is removed here and at Plaid. Whoever asks for one wants it younger than that. */
export const keptDays = 90;
