/** The day of the terms on the page of one's data; whoever changes their words changes it. */
export const policyVersion = '2026-11-21';

export type ConsentKind = 'given' | 'renewed' | 'withdrawn';

/** What a person allowed at a bank. */
export type ConsentDto = {
  itemId: string;
  bank: string;
  /** Plaid's names: transactions, liabilities … */
  products: string[];
  policyVersion: string;
  /** ISO 8601 */
  givenAt: string;
  /** ISO 8601: when they last signed in at the bank again. */
  renewedAt: string | null;
  /** ISO 8601: when it ended here, or the bank said so. */
  withdrawnAt: string | null;
};
