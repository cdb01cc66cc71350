/** What banks keep of a person beside accounts. */
export const factKinds = ['names', 'addresses', 'phones', 'emails'] as const;
export type FactKind = (typeof factKinds)[number];
