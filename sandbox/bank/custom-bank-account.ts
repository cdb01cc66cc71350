import { createRandom } from '../random.ts';
import type { BankAccount, BankNumbers } from './bank-user.ts';
import type { CustomAccount } from './custom-account.ts';
import { readCustomHoldings, sumHoldings } from './custom-investments.ts';
import { findOwed, readCustomTerms } from './custom-liability.ts';
import { toCents } from './loan-math.ts';

const usualLimit = 10_000;

const usualSubtypes = {
  depository: 'checking',
  credit: 'credit card',
  loan: 'student',
  investment: 'brokerage',
  brokerage: 'brokerage',
  payroll: 'payroll',
  other: 'other',
} as const;

export function toBankAccount(
  custom: CustomAccount,
  key: string,
  seed: string,
  createdOn: string,
): BankAccount {
  const random = createRandom(`${seed}.account.${key}`);
  const kind = custom.type ?? 'depository';
  const subtype = custom.subtype ?? usualSubtypes[kind];
  const type = kind === 'payroll' ? 'other' : kind;
  const holdings = readCustomHoldings(custom);
  const terms = readCustomTerms(custom, createdOn);
  const invented = random.amount(100, 9000);
  const mask = String(random.int(1000, 9999));
  const current =
    custom.starting_balance ??
    (holdings ? sumHoldings(holdings) : findOwed(terms, createdOn)) ??
    invented;
  const limit = custom.meta?.limit ?? (type === 'credit' ? usualLimit : null);
  const forced = custom.force_available_balance ?? null;
  return {
    key,
    type,
    subtype,
    name: custom.meta?.name ?? `Plaid ${capitalise(subtype)}`,
    officialName: custom.meta?.official_name ?? null,
    mask: custom.meta?.mask ?? (custom.numbers?.account?.slice(-4) || mask),
    holderCategory: null,
    current: kind === 'payroll' ? null : current,
    available: chooseAvailable(custom, type, current, limit),
    availableIsFixed: forced !== null,
    limit,
    isoCurrencyCode: custom.currency ?? 'USD',
    ...(custom.numbers ? { numbers: readNumbers(custom.numbers) } : {}),
    ...(holdings ? { holdings } : {}),
    ...(terms ? { liability: terms } : {}),
  };
}

function chooseAvailable(
  custom: CustomAccount,
  type: BankAccount['type'],
  current: number,
  limit: number | null,
): number | null {
  if (custom.has_null_available_balance) {
    return null;
  }
  if (typeof custom.force_available_balance === 'number') {
    return custom.force_available_balance;
  }
  if (type === 'depository') {
    return current;
  }
  return type === 'credit' && limit !== null ? toCents(limit - current) : null;
}

function readNumbers(numbers: NonNullable<CustomAccount['numbers']>): BankNumbers {
  return {
    account: numbers.account ?? null,
    achRouting: numbers.ach_routing ?? null,
    achWireRouting: numbers.ach_wire_routing ?? null,
    eftInstitution: numbers.eft_institution ?? null,
    eftBranch: numbers.eft_branch ?? null,
    bacsSortCode: numbers.bacs_sort_code ?? null,
    internationalBic: numbers.international_bic ?? null,
    internationalIban: numbers.international_iban ?? null,
  };
}

function capitalise(text: string): string {
  return text.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}
