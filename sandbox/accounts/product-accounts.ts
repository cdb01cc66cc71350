import type { AccountSubtype, AccountType } from 'plaid';
import type { Product } from '../plaid/fields.ts';
import type { Wire } from '../plaid/wire.ts';

interface AccountKind {
  type: Wire<AccountType>;
  subtype: Wire<AccountSubtype> | null;
}

type Rule = (kind: AccountKind) => boolean;

const hasTransactions: Rule = ({ type, subtype }) =>
  type === 'depository' || type === 'credit' || (type === 'loan' && subtype === 'student');
const hasNumbers: Rule = ({ type, subtype }) =>
  type === 'depository' && ['checking', 'savings', 'cash management'].includes(subtype ?? '');
const hasLiability: Rule = ({ type, subtype }) =>
  type === 'credit' || (type === 'loan' && (subtype === 'student' || subtype === 'mortgage'));
const isInvestment: Rule = ({ type }) => type === 'investment' || type === 'brokerage';
const anyAccount: Rule = () => true;

const ruleByProduct: Partial<Record<Product, Rule>> = {
  transactions: hasTransactions,
  auth: hasNumbers,
  transfer: hasNumbers,
  signal: hasNumbers,
  investments: isInvestment,
  investments_auth: isInvestment,
  liabilities: hasLiability,
  statements: ({ type }) => type === 'depository' || type === 'credit',
};

/** Whether Link offers an account to somebody who asks for these products: one that any of them can use. */
export function suitsAnyProduct(products: Product[], kind: AccountKind): boolean {
  return products.some((product) => suitsProduct(product, kind));
}

/** Whether a product has something to say about this kind of account. */
export function suitsProduct(product: Product, kind: AccountKind): boolean {
  return (ruleByProduct[product] ?? anyAccount)(kind);
}

/** Whether `/transactions/*` reports on this kind of account. */
export const suitsTransactions = hasTransactions;
