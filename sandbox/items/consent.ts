import type { ItemConsentedDataScope } from 'plaid';
import type { Product } from '../plaid/fields.ts';
import type { Wire } from '../plaid/wire.ts';

export type DataScope = Wire<ItemConsentedDataScope>;

const balance: DataScope[] = ['account_balance_info', 'contact_info'];
const spending: DataScope[] = [...balance, 'transactions'];

/** What a person agrees to share when a product is named to them. Consent is by scope, not by product. */
const scopesByProduct: Partial<Record<Product, DataScope[]>> = {
  assets: spending,
  auth: [...balance, 'account_routing_number'],
  balance: ['account_balance_info'],
  identity: balance,
  income_verification: spending,
  investments: [...balance, 'investments'],
  liabilities: [...balance, 'credit_loan_info'],
  recurring_transactions: spending,
  signal: [...spending, 'risk_info'],
  statements: [...balance, 'bank_statements'],
  transactions: spending,
  transfer: [...balance, 'account_routing_number'],
};

const useCases: { product: Product; text: string }[] = [
  { product: 'transactions', text: 'Track and manage your finances' },
  { product: 'auth', text: 'Verify your account' },
  { product: 'investments', text: 'Follow your investments' },
  { product: 'liabilities', text: 'Manage your debts' },
];

export function listScopes(products: Product[]): DataScope[] {
  return [...new Set(products.flatMap((product) => scopesByProduct[product] ?? balance))];
}

/** Whether everything a product reads has been agreed to. */
export function isConsented(scopes: DataScope[], product: Product): boolean {
  return (scopesByProduct[product] ?? balance).every((scope) => scopes.includes(scope));
}

export function listUseCases(products: Product[]): string[] {
  return useCases.filter(({ product }) => products.includes(product)).map(({ text }) => text);
}
