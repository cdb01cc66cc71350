/** The primary personal finance categories of version 2, longest names first where one begins another. */
const primaries = [
  'INCOME',
  'LOAN_DISBURSEMENTS',
  'LOAN_PAYMENTS',
  'TRANSFER_IN',
  'TRANSFER_OUT',
  'BANK_FEES',
  'ENTERTAINMENT',
  'FOOD_AND_DRINK',
  'GENERAL_MERCHANDISE',
  'HOME_IMPROVEMENT',
  'MEDICAL',
  'PERSONAL_CARE',
  'GENERAL_SERVICES',
  'GOVERNMENT_AND_NON_PROFIT',
  'TRANSPORTATION',
  'TRAVEL',
  'RENT_AND_UTILITIES',
  'OTHER',
] as const;

/** Version 1 names for the codes that version 2 renamed or added. */
const versionOneByDetailed: Record<string, string> = {
  INCOME_CHILD_SUPPORT: 'INCOME_OTHER_INCOME',
  INCOME_CONTRACTOR: 'INCOME_OTHER_INCOME',
  INCOME_GIG_ECONOMY: 'INCOME_OTHER_INCOME',
  INCOME_LONG_TERM_DISABILITY: 'INCOME_OTHER_INCOME',
  INCOME_MILITARY: 'INCOME_OTHER_INCOME',
  INCOME_OTHER: 'INCOME_OTHER_INCOME',
  INCOME_RENTAL: 'INCOME_OTHER_INCOME',
  INCOME_SALARY: 'INCOME_WAGES',
  LOAN_PAYMENTS_BNPL: 'LOAN_PAYMENTS_OTHER_PAYMENT',
  LOAN_PAYMENTS_CASH_ADVANCES: 'LOAN_PAYMENTS_OTHER_PAYMENT',
  LOAN_PAYMENTS_EWA: 'LOAN_PAYMENTS_OTHER_PAYMENT',
  TRANSFER_IN_TRANSFER_IN_FROM_APPS: 'TRANSFER_IN_ACCOUNT_TRANSFER',
  TRANSFER_IN_WIRE: 'TRANSFER_IN_ACCOUNT_TRANSFER',
  TRANSFER_OUT_CRYPTO: 'TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS',
  TRANSFER_OUT_TRANSFER_OUT_FROM_APPS: 'TRANSFER_OUT_ACCOUNT_TRANSFER',
  TRANSFER_OUT_WIRE: 'TRANSFER_OUT_ACCOUNT_TRANSFER',
  BANK_FEES_CASH_ADVANCE: 'BANK_FEES_OTHER_BANK_FEES',
  BANK_FEES_LATE_FEES: 'BANK_FEES_OTHER_BANK_FEES',
};

/** The primary category a detailed code belongs to; OTHER when it is not one of Plaid's. */
export function findPrimary(detailed: string): string {
  return primaries.find((primary) => detailed.startsWith(`${primary}_`)) ?? 'OTHER';
}

/** The same category in the words of version 1, for callers that ask for it. */
export function toVersionOne(
  detailed: string,
  amount: number,
): { primary: string; detailed: string } {
  const renamed = versionOneByDetailed[detailed] ?? detailed;
  if (renamed.startsWith('LOAN_DISBURSEMENTS_')) {
    return { primary: 'TRANSFER_IN', detailed: 'TRANSFER_IN_CASH_ADVANCES_AND_LOANS' };
  }
  if (renamed === 'OTHER_OTHER') {
    const direction = amount < 0 ? 'IN' : 'OUT';
    return {
      primary: `TRANSFER_${direction}`,
      detailed: `TRANSFER_${direction}_OTHER_TRANSFER_${direction}`,
    };
  }
  return { primary: findPrimary(renamed), detailed: renamed };
}
