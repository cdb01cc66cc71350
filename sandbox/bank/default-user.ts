import { addDays, daysBetween } from '../dates.ts';
import type { BankAccount, BankRow, BankUser, BankUserContext } from './bank-user.ts';
import { defaultAccounts } from './default-accounts.ts';
import { defaultHoldings, listDefaultInvestmentRows } from './default-investments.ts';
import { defaultOwner } from './owners.ts';

interface PatternRow {
  /** Days before the end of a cycle. */
  daysBack: number;
  mask: string;
  description: string;
  amount: number;
}

const cycleDays = 30;

/** Sixteen rows that repeat every thirty days, for as long as the history reaches. */
const pattern: PatternRow[] = [
  { daysBack: 0, mask: '0000', description: 'Uber 063015 SF**POOL**', amount: 5.4 },
  { daysBack: 0, mask: '1111', description: 'CREDIT CARD 3333 PAYMENT *//', amount: 25 },
  { daysBack: 1, mask: '2222', description: 'CD DEPOSIT .INITIAL.', amount: 1000 },
  { daysBack: 1, mask: '4444', description: 'ACH Electronic CreditGUSTO PAY 123456', amount: 5850 },
  { daysBack: 2, mask: '3333', description: 'Touchstone Climbing', amount: 78.5 },
  { daysBack: 2, mask: '0000', description: 'United Airlines', amount: -500 },
  { daysBack: 3, mask: '0000', description: "McDonald's", amount: 12 },
  { daysBack: 3, mask: '0000', description: 'Starbucks', amount: 4.33 },
  { daysBack: 4, mask: '0000', description: 'SparkFun', amount: 89.4 },
  { daysBack: 5, mask: '1111', description: 'INTRST PYMNT', amount: -4.22 },
  { daysBack: 15, mask: '3333', description: 'United Airlines', amount: 500 },
  { daysBack: 17, mask: '0000', description: 'Uber 072515 SF**POOL**', amount: 6.33 },
  { daysBack: 20, mask: '3333', description: 'Tectra Inc', amount: 500 },
  { daysBack: 20, mask: '3333', description: 'AUTOMATIC PAYMENT - THANK', amount: 2078.5 },
  { daysBack: 20, mask: '3333', description: 'KFC', amount: 500 },
  { daysBack: 21, mask: '3333', description: 'Madison Bicycle Shop', amount: 500 },
];

/** user_good. The cycle ends on the day the Item was created and goes on after it. */
export function createDefaultUser(context: BankUserContext): BankUser {
  return {
    owner: defaultOwner,
    accounts: defaultAccounts.map((account) => withHoldings(account, context.createdOn)),
    postingsBetween: () => [],
    investmentRowsBetween: (from, to) => listDefaultInvestmentRows(context.createdOn, from, to),
    balancesMove: false,
    newsOnRefresh: () => [],
    evolves: false,
    rowsBetween: (from, to) => {
      const rows: BankRow[] = [];
      for (let date = from; date <= to; date = addDays(date, 1)) {
        const sinceCycleEnd = daysBetween(context.createdOn, date);
        const daysBack = ((-sinceCycleEnd % cycleDays) + cycleDays) % cycleDays;
        for (const [index, row] of pattern.entries()) {
          if (row.daysBack === daysBack) {
            rows.push({
              key: `${date}.${index}`,
              accountKey: row.mask,
              date,
              authorizedDate: date,
              amount: row.amount,
              description: row.description,
              pending: false,
            });
          }
        }
      }
      return rows;
    },
  };
}

/** Prices, like balances, stay what they were on the day the Item was made. */
function withHoldings(account: BankAccount, pricedOn: string): BankAccount {
  const holdings = defaultHoldings[account.key];
  return holdings
    ? { ...account, holdings: holdings.map((holding) => ({ ...holding, priceAsOf: pricedOn })) }
    : account;
}
