import type { BankAccount } from './bank-user.ts';

/** The accounts of user_good, with the figures everybody who has used Plaid's Sandbox knows. */
export const defaultAccounts: BankAccount[] = [
  depository(
    '0000',
    'checking',
    'Plaid Checking',
    'Plaid Gold Standard 0% Interest Checking',
    110,
    100,
  ),
  depository(
    '1111',
    'savings',
    'Plaid Saving',
    'Plaid Silver Standard 0.1% Interest Saving',
    210,
    200,
  ),
  depository('2222', 'cd', 'Plaid CD', 'Plaid Bronze Standard 0.2% Interest CD', 1000, null),
  {
    ...credit(
      '3333',
      'Plaid Credit Card',
      'Plaid Diamond 12.5% APR Interest Credit Card',
      410,
      2000,
    ),
    holderCategory: 'personal',
  },
  depository(
    '4444',
    'money market',
    'Plaid Money Market',
    'Plaid Platinum Standard 1.85% Interest Money Market',
    43_200,
    43_200,
  ),
  plain('5555', 'investment', 'ira', 'Plaid IRA', 320.76),
  plain('6666', 'investment', '401k', 'Plaid 401k', 23_631.9805),
  plain('7777', 'loan', 'student', 'Plaid Student Loan', 65_262),
  plain('8888', 'loan', 'mortgage', 'Plaid Mortgage', 56_302.06),
  depository('9001', 'hsa', 'Plaid HSA', 'Plaid Cares Health Savings Account', 6009, 6009),
  depository(
    '9002',
    'cash management',
    'Plaid Cash Management',
    'Plaid Growth Cash Management',
    12_060,
    12_060,
  ),
  plain('9003', 'loan', 'auto', 'Plaid Auto Loan', 23_211.33),
  plain('9004', 'loan', 'home equity', 'Plaid Home Equity Line of Credit', 13_500.5),
  {
    ...credit(
      '9999',
      'Plaid Business Credit Card',
      'Plaid Platinum Small Business Credit Card',
      5020,
      10_000,
    ),
    available: 4980,
    holderCategory: 'business',
  },
];

function depository(
  mask: string,
  subtype: BankAccount['subtype'],
  name: string,
  officialName: string,
  current: number,
  available: number | null,
): BankAccount {
  return { ...plain(mask, 'depository', subtype, name, current), officialName, available };
}

function credit(
  mask: string,
  name: string,
  officialName: string,
  current: number,
  limit: number,
): BankAccount {
  return { ...plain(mask, 'credit', 'credit card', name, current), officialName, limit };
}

function plain(
  mask: string,
  type: BankAccount['type'],
  subtype: BankAccount['subtype'],
  name: string,
  current: number,
): BankAccount {
  return {
    key: mask,
    type,
    subtype,
    name,
    officialName: null,
    mask,
    holderCategory: 'personal',
    current,
    available: null,
    limit: null,
    isoCurrencyCode: 'USD',
  };
}
