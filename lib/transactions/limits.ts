/** The longest search text: the field and the API agree on it. */
export const searchLength = 200;

/** No bank's text is longer than this. */
export const merchantLength = 500;

/** The most transactions that are named one by one, and the most that change at once. */
export const namedLimit = 1_000;
export const changeLimit = 50_000;

/** How many a page of the list has unless it is told. */
export const pageLimit = 50;

/** So many to review are counted; more are "99+". */
export const inboxCountLimit = 100;

/** How many transactions the Overview shows; the page and the hook ask for the same number. */
export const recentLimit = 12;
