/** How much of an account a member sees, from all to nothing. */
export const sights = ['full', 'balance', 'hidden'] as const;
export type Sight = (typeof sights)[number];
