/** How far back a history looks, by the names that a page's URL has for it. */
export const historyPeriods = ['30d', '90d', '1y', '2y', 'all'] as const;
export type HistoryPeriod = (typeof historyPeriods)[number];
