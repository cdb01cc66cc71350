import 'server-only';

/** Addresses that a member has at once. */
export const endpointLimit = 10;
/** Deliveries that are listed of each. */
export const listedDeliveries = 50;
/** How long a delivery is kept. */
export const keptDays = 14;
/** How long the secret before still signs beside a new one. */
export const overlapHours = 24;
/** Ports of the internet at large; an installation names others with their hosts. */
export const publicPorts: readonly number[] = [443, 8443];
