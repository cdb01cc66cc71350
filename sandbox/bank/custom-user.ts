import type { BankRow, BankUser, BankUserContext } from './bank-user.ts';
import type { CustomAccount } from './custom-account.ts';
import { toBankAccount } from './custom-bank-account.ts';
import type { CustomConfig } from './custom-config.ts';
import { readCustomInvestmentRows } from './custom-investments.ts';
import { readCustomOwners } from './custom-owners.ts';
import { listCustomRows, listPostings } from './custom-rows.ts';
import { type Inflow, listInflowRows } from './inflow.ts';
import { inventRows } from './invented-rows.ts';
import { defaultOwner } from './owners.ts';
import { findUsualTerms } from './usual-terms.ts';

/** user_custom: what its configuration says; what it leaves out is made up from the seed. */
export function createCustomUser(config: CustomConfig, context: BankUserContext): BankUser {
  const seed = config.seed ?? context.seed;
  const { createdOn } = context;
  const overrides = config.override_accounts ?? [];
  const customs = overrides.length > 0 ? overrides : inventedAccounts;
  const owners = readCustomOwners(customs);
  const accounts = customs.map((custom, index) => ({
    ...toBankAccount(custom, String(index), seed, createdOn),
    ...(owners[index] ? { owners: [owners[index]] } : {}),
  }));
  const listed = customs.map((custom, index) => listCustomRows(custom, String(index), createdOn));
  const rows = overrides.length > 0 ? listed.flat() : inventRows(seed, createdOn);
  const inflows = customs.flatMap(({ inflow_model: model }, index): Inflow[] => {
    const account = accounts[index];
    return account && model
      ? [
          {
            accountKey: account.key,
            model,
            rate: findRate(account, createdOn),
            balance: account.current ?? 0,
            createdOn,
            rows: listed[index] ?? [],
          },
        ]
      : [];
  });
  const investmentRows = customs
    .flatMap((custom, index) => readCustomInvestmentRows(custom, String(index), createdOn))
    .sort(byDate);
  return {
    owner: owners.find((owner) => owner !== null) ?? defaultOwner,
    accounts,
    balancesMove: true,
    newsOnRefresh: () => [],
    evolves: false,
    rowsBetween: (from, to) =>
      [...rows, ...inflows.flatMap((inflow) => listInflowRows(inflow, to))]
        .filter((row) => isBetween(row, from, to))
        .sort(byDate),
    postingsBetween: (from, to) =>
      customs
        .flatMap((custom, index) => listPostings(custom, String(index), createdOn))
        .filter((posting) => isBetween(posting, from, to)),
    investmentRowsBetween: (from, to) => investmentRows.filter((row) => isBetween(row, from, to)),
  };
}

const inventedAccounts: CustomAccount[] = [
  { type: 'depository', subtype: 'checking' },
  { type: 'depository', subtype: 'savings' },
  { type: 'credit', subtype: 'credit card' },
];

/** What the account's debt costs a year, in percent. */
function findRate(account: BankUser['accounts'][number], createdOn: string): number {
  const terms = account.liability ?? findUsualTerms(account, createdOn);
  return (terms?.kind === 'credit' ? terms.purchaseRate : terms?.rate) ?? 0;
}

function isBetween({ date }: Pick<BankRow, 'date'>, from: string, to: string): boolean {
  return date >= from && date <= to;
}

function byDate(a: { date: string }, b: { date: string }): number {
  return a.date < b.date ? -1 : Number(a.date > b.date);
}
