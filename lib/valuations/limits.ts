import 'server-only';
/** Of one account: one a week for nearly twenty years. */
export const valuationLimit = 1_000;
