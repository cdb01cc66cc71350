import { person } from '../owners.ts';
import { household } from './household.ts';
import { bill, card, checking, debt, fortnightly } from './parts.ts';
import type { Habit, Persona } from './persona.ts';
import { generousSpending, modestSpending, portfolio } from './spending.ts';

const excellentHousehold = household({
  owners: [person('Clara Whitcombe', '2025550111', '12 Orchard Hill', 'Portland', 'OR', '97205')],
  employer: 'ORCHARD SYSTEMS',
  pay: 3890.1,
  rent: 1850,
  cash: 11_840.2,
  saved: 42_300,
  limit: 18_000,
  rate: 15.99,
  cardPayment: 'in full',
  surplus: 'BROKERAGE TRANSFER',
  monthlySaving: 1400,
  errands: generousSpending(card).slice(0, 3),
});

export const excellentProfile: Persona = {
  ...excellentHousehold,
  accounts: [
    ...excellentHousehold.accounts,
    portfolio('401k', '401k', 'Retirement Plan', '0213', 640),
    debt('mortgage', 'mortgage', 'Cabin Mortgage', '0214', 118_400),
  ],
};

export const goodProfile = household({
  owners: [person('Dmitri Vance', '2025550122', '87 Mill Street', 'Columbus', 'OH', '43215')],
  employer: 'MILLER FREIGHT',
  pay: 2240.75,
  rent: 1320,
  cash: 3410.55,
  saved: 6120,
  limit: 8000,
  rate: 21.49,
  cardPayment: 'in full',
  surplus: 'BROKERAGE TRANSFER',
  monthlySaving: 250,
  errands: modestSpending(card),
});

const poorHousehold = household({
  owners: [person('Rhea Okonjo', '2025550133', '5 Depot Road', 'Toledo', 'OH', '43604')],
  employer: 'DEPOT DINER',
  pay: 1045.3,
  rent: 980,
  cash: 402.14,
  saved: 12.5,
  owed: 2874.66,
  limit: 3000,
  rate: 29.99,
  cardPayment: 30,
  surplus: 'ATM CASH',
  monthlySaving: 0,
  errands: modestSpending(checking),
  extras: [
    bill('OVERDRAFT ITEM CHARGE', checking, 34, 4),
    { ...bill('OVERDRAFT ITEM CHARGE', checking, 34, 27), months: [1, 4, 6, 9, 12] },
    bill('LATE PAYMENT FEE', card, 29, 26),
    bill('CASHLINE PAYDAY REPAYMENT', checking, 210, 18),
    {
      description: 'CASHLINE CASH ADVANCE',
      accountKey: checking,
      amount: -200,
      on: { dayOfMonth: 30 },
    },
  ],
});

export const poorProfile: Persona = {
  ...poorHousehold,
  accounts: poorHousehold.accounts.map((account) =>
    account.liability?.kind === 'credit'
      ? { ...account, liability: { ...account.liability, isOverdue: true } }
      : account,
  ),
};

const bonusOwner = person('Noor Haddad', '2025550144', '640 Canal Place', 'Austin', 'TX', '78701');

/** A salary with a bonus every quarter and a large one in March. */
export const bonusProfile = household({
  owners: [bonusOwner],
  employer: 'CANAL PARTNERS',
  pay: 3120.4,
  rent: 1940,
  cash: 8230.9,
  saved: 24_700,
  limit: 15_000,
  rate: 18.74,
  cardPayment: 'in full',
  surplus: 'BROKERAGE TRANSFER',
  monthlySaving: 800,
  errands: generousSpending(card).slice(0, 4),
  extras: [
    { ...bonus('CANAL PARTNERS PAYROLL BONUS', 2400), months: [6, 9, 12] },
    { ...bonus('CANAL PARTNERS PAYROLL ANNUAL BONUS', 9800), months: [3] },
  ],
});

/** Two people, two salaries, accounts in both names. */
export const jointProfile = household({
  owners: [
    person('Elena Marchetti', '2025550155', '23 Ash Grove', 'Denver', 'CO', '80203'),
    person('Samuel Marchetti', '2025550166', '23 Ash Grove', 'Denver', 'CO', '80203'),
  ],
  employer: 'ASH GROVE SCHOOLS',
  pay: 2105.6,
  rent: 2100,
  cash: 7460.3,
  saved: 19_850,
  limit: 12_000,
  rate: 19.49,
  cardPayment: 'in full',
  surplus: 'BROKERAGE TRANSFER',
  monthlySaving: 700,
  errands: modestSpending(card),
  extras: [fortnightly('FRONT RANGE RAIL PAYROLL DIRECT DEP', checking, 2388.45, 12)],
});

function bonus(description: string, amount: number): Habit {
  return { description, accountKey: checking, amount: -amount, on: { dayOfMonth: 20 } };
}
