/** What Plaid may tell beside transactions, each read by itself. */
export const productNames = ['liabilities'] as const;
export type ProductName = (typeof productNames)[number];
