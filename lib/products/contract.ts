/** What Plaid may tell beside transactions, each read by itself. */
export const productNames = [
  'liabilities',
  'holdings',
  'investment_transactions',
  'statements',
  'identity',
] as const;
export type ProductName = (typeof productNames)[number];

/** How far a product of one connection is here. */
export type ProductDto = {
  itemId: string;
  bank: string;
  state: 'waiting' | 'ready' | 'unsupported' | 'needs_consent' | 'failed';
  /** What happened, whether anything is lost, what happens next; null when all is well. */
  text: string | null;
  /** What Link's update mode is to ask the person for; null when that is of no help, or not theirs to decide. */
  consent: ConsentName | null;
};

/** What a person allows for a product, as Plaid names it. */
export type ConsentName =
  | 'assets'
  | 'auth'
  | 'identity'
  | 'investments'
  | 'liabilities'
  | 'statements';
