/** The times that are looked at, up to now. */
export const callSpans = ['hour', 'day', 'week'] as const;
export type CallSpan = (typeof callSpans)[number];
