/** For how many days a token may be made. */
export const tokenDays = { least: 1, usual: 90, most: 365 } as const;
/** Tokens that a member has at once. */
export const tokenLimit = 20;
/** How long one that has ended is still listed. */
export const keptDays = 30;
/** Addresses that a token is known to be used from; from one more, the oldest is forgotten. */
export const peerLimit = 20;
