import { addDays, daysBetween } from '../dates.ts';
import type { BankHolding, BankInvestmentRow, BankSecurity } from './investments.ts';
import { cash, fund, security } from './securities.ts';

const dollar = cash('USD');
const netflixCall = security('NFLX180201C00355000', "Nflx Feb 01'18 $355 Call", {
  type: 'derivative',
  subtype: 'option',
  close_price: 0.011,
  option_contract: {
    contract_type: 'call',
    expiration_date: '2018-02-01',
    strike_price: 355,
    underlying_security_ticker: 'NFLX',
  },
});
const brazil = fund('EWZ', 'iShares Inc MSCI Brazil', 42.15, 'etf');
const achillion = security('ACHN', 'Achillion Pharmaceuticals Inc.', { close_price: 2.11 });
const doubleLine = fund('DBLTX', 'DoubleLine Total Return Bond Fund', 10.42);
const pacificTiger = fund('MIPTX', 'Matthews Pacific Tiger Fund Insti Class', 27);
const cambiar = fund('CAMYX', 'Cambiar International Equity Institutional', 24.5);
const southside = security('SBSI', 'Southside Bancshares Inc.', { close_price: 34.73 });
const index = fund('NHX105509', 'NH PORTFOLIO 1055 (FIDELITY INDEX)', 13.73, 'etf');

const ira = '5555';
const retirement = '6666';

/** What user_good holds: the values add up to the balances of the two accounts, to the last digit. */
export const defaultHoldings: Record<string, BankHolding[]> = {
  [ira]: [
    hold(dollar, 0.01, 1, 1),
    hold(netflixCall, 10_000, 0.011, 0.01),
    hold(brazil, 5, 42.15, 40),
  ],
  [retirement]: [
    hold(achillion, 1, 2.11, 1.5),
    hold(doubleLine, 2, 10.42, 10),
    hold(pacificTiger, 23.567, 27, 23),
    hold(cambiar, 75.75, 24.5, 22),
    hold(southside, 213, 34.73, 30),
    hold(index, 100.05, 13.73, 15),
    hold(dollar, 12_345.67, 1, 1),
  ],
};

type PatternRow = Omit<BankInvestmentRow, 'key' | 'date' | 'currency'> & { daysBack: number };

const cycleDays = 30;

/** What happens every thirty days: money comes in, most of it is invested, a fee and dividends are booked. */
const pattern: PatternRow[] = [
  cashRow(0, ira, 'INCOME DIV DIVIDEND RECEIVED', brazil, -2.45, 'dividend'),
  cashRow(1, retirement, 'INCOME DIV DIVIDEND RECEIVED', southside, -8.72, 'dividend'),
  buyRow(2, retirement, doubleLine, 19.1938, 10.42),
  sellRow(9, retirement, cambiar, 4.25, 24.5),
  buyRow(13, retirement, pacificTiger, 7.4074, 27),
  cashRow(14, retirement, 'CONTRIBUTION EMPLOYER MATCH', dollar, -150, 'contribution'),
  cashRow(14, retirement, 'CONTRIBUTION EMPLOYEE', dollar, -300, 'contribution'),
  { ...cashRow(20, retirement, 'ACCOUNT MAINTENANCE FEE', null, 3.5, 'account fee'), type: 'fee' },
  buyRow(27, ira, brazil, 0.5, 42.15),
  cashRow(28, ira, 'CONTRIBUTION', dollar, -25, 'contribution'),
];

export function listDefaultInvestmentRows(
  createdOn: string,
  from: string,
  to: string,
): BankInvestmentRow[] {
  const rows: BankInvestmentRow[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const sinceCycleEnd = daysBetween(createdOn, date);
    const today = ((-sinceCycleEnd % cycleDays) + cycleDays) % cycleDays;
    for (const [index, { daysBack, ...row }] of pattern.entries()) {
      if (daysBack === today) {
        rows.push({ ...row, key: `${date}.${index}`, date, currency: 'USD' });
      }
    }
  }
  return rows;
}

function hold(held: BankSecurity, quantity: number, price: number, costBasis: number): BankHolding {
  return { security: held, quantity, price, priceAsOf: null, costBasis, currency: 'USD' };
}

function cashRow(
  daysBack: number,
  accountKey: string,
  name: string,
  about: BankSecurity | null,
  amount: number,
  subtype: PatternRow['subtype'],
): PatternRow {
  const nothing = { quantity: 0, price: 0, fees: 0 };
  return { daysBack, accountKey, name, security: about, ...nothing, amount, type: 'cash', subtype };
}

function buyRow(
  daysBack: number,
  accountKey: string,
  bought: BankSecurity,
  quantity: number,
  price: number,
): PatternRow {
  return {
    daysBack,
    accountKey,
    name: `BUY ${bought.name}`,
    security: bought,
    quantity,
    price,
    fees: 0,
    amount: toCents(quantity * price),
    type: 'buy',
    subtype: 'buy',
  };
}

function sellRow(
  daysBack: number,
  accountKey: string,
  sold: BankSecurity,
  quantity: number,
  price: number,
): PatternRow {
  const bought = buyRow(daysBack, accountKey, sold, -quantity, price);
  return { ...bought, name: `SELL ${sold.name}`, type: 'sell', subtype: 'sell' };
}

function toCents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
