import 'server-only';
import { type AccountKind, accountKinds } from './account-kinds.ts';

/** Plaid's type of each kind of account that is kept by hand; the kind itself is its subtype. */
const types: Record<AccountKind, string> = {
  cash: 'depository',
  checking: 'depository',
  savings: 'depository',
  'credit card': 'credit',
  loan: 'loan',
  investment: 'investment',
  home: 'other',
  car: 'other',
  valuables: 'other',
  other: 'other',
};

export function columnsOfKind(kind: AccountKind): { type: string; subtype: string } {
  return { type: types[kind], subtype: kind };
}

export function kindOfManual(subtype: string | null): AccountKind {
  return accountKinds.find((kind) => kind === subtype) ?? 'other';
}
