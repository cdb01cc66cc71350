/** A day to stand on: a catalogue looks the same on every day. */
export const designToday = '2026-11-21';

/** Figures that tie out, so that whoever looks at the specimens can check the product's promise. */
export type SampleAccount = {
  name: string;
  institution: string;
  mask: string;
  colour?: string;
  minor: number | null;
  note: string;
};

export const assets: readonly SampleAccount[] = [
  {
    name: 'Everyday Checking',
    institution: 'First Platypus Bank',
    mask: '0000',
    minor: 418207,
    note: '4 minutes ago',
  },
  {
    name: 'Rainy Day Savings',
    institution: 'First Platypus Bank',
    mask: '1111',
    minor: 3190462,
    note: '4 minutes ago',
  },
  {
    name: 'Brokerage',
    institution: 'Houndstooth Invest',
    mask: '5512',
    minor: 11845033,
    note: 'yesterday',
  },
  {
    name: '401(k)',
    institution: 'Tartan Retirement',
    mask: '6666',
    minor: 9621814,
    note: 'yesterday',
  },
  {
    name: 'Old joint account',
    institution: 'Tattersall Federal',
    mask: '0429',
    minor: null,
    note: 'needs sign-in',
  },
];

export const debts: readonly SampleAccount[] = [
  {
    name: 'Sapphire Card',
    institution: 'First Platypus Bank',
    mask: '3333',
    minor: 128640,
    note: '4 minutes ago',
  },
  {
    name: 'Student Loan',
    institution: 'Houndstooth Lending',
    mask: '7777',
    minor: 1626200,
    note: 'Monday',
  },
];

export function sumMinor(accounts: readonly SampleAccount[]): number {
  return accounts.reduce((sum, account) => sum + (account.minor ?? 0), 0);
}

export type SampleTransaction = {
  id: string;
  date: string;
  merchant: string;
  detail?: string;
  category: string;
  account: string;
  minor: number;
  pending?: boolean;
};

export const transactions: readonly SampleTransaction[] = [
  {
    id: 't01',
    date: 'Mar 14',
    merchant: 'Blue Bottle Coffee',
    category: 'Coffee',
    account: 'Sapphire Card',
    minor: -645,
    pending: true,
  },
  {
    id: 't02',
    date: 'Mar 14',
    merchant: 'Uber',
    detail: 'Trip to the airport',
    category: 'Taxi',
    account: 'Sapphire Card',
    minor: -3418,
    pending: true,
  },
  {
    id: 't03',
    date: 'Mar 13',
    merchant: 'Whole Foods Market',
    category: 'Groceries',
    account: 'Sapphire Card',
    minor: -8714,
  },
  {
    id: 't04',
    date: 'Mar 13',
    merchant: 'Gusto payroll',
    detail: 'Salary, first half of March',
    category: 'Income',
    account: 'Everyday Checking',
    minor: 321577,
  },
  {
    id: 't05',
    date: 'Mar 13',
    merchant: 'Transfer to savings',
    category: 'Transfer',
    account: 'Everyday Checking',
    minor: -50000,
  },
  {
    id: 't06',
    date: 'Mar 12',
    merchant: 'Pacific Gas & Electric',
    category: 'Utilities',
    account: 'Everyday Checking',
    minor: -11209,
  },
];
