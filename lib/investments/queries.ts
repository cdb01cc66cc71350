import 'server-only';
import type { AccountDto } from '#lib/accounts/contract';
import { listAccounts } from '#lib/accounts/queries';
import { fromUtcMidnight } from '#lib/dates/civil-date';
import { db, type Prisma } from '#lib/db/client';
import { toSafeNumber } from '#lib/money/minor';
import { requireAccount, type Viewer } from '#lib/privacy/viewer';
import type { ProductDto } from '#lib/products/contract';
import { listProducts } from '#lib/products/queries';
import { sumInBase } from '#lib/rates/sum-in-base';
import type { CurrencyPortfolio, HoldingDto, PortfolioDto } from './contract.ts';
import { investmentTypes } from './list-account-ids.ts';
import { gainOf, type Position, sumPortfolio } from './sum-portfolio.ts';
import { tieHoldings } from './tie-holdings.ts';

const holdingLimit = 5_000;
const accountLimit = 500;

/**
 * What the viewer's accounts hold, of those that count in net worth, as last read; of one account whatever it counts.
 *
 * @throws AppError not_found for an account whose holdings are not for the viewer
 */
export async function getPortfolio(viewer: Viewer, accountId?: string): Promise<PortfolioDto> {
  if (accountId) await requireAccount(viewer, accountId);
  const { items, hidden } = await listAccounts(viewer);
  const accounts = [...items, ...(accountId ? hidden : [])].filter(
    (each) =>
      each.sight === 'full' &&
      investmentTypes.includes(each.type) &&
      (accountId ? each.id === accountId : each.standing === 'counted'),
  );
  const ids = accounts.map(({ id }) => id);
  const [days, rows] = await Promise.all([readLastDays(viewer, ids), readRows(viewer, ids)]);
  const byId = new Map(accounts.map((each) => [each.id, each]));
  const holdings = [
    ...rows.flatMap((row) => toHoldingDto(row, byId)),
    ...days.flatMap((day) => toUnlistedCash(day, rows, byId)),
  ].sort((a, b) => b.value.minor - a.value.minor);
  const read = new Set(days.map((day) => day.accountId));
  const readAt = days.map((day) => day.readAt.toISOString()).sort();
  return {
    currencies: sumCurrencies(holdings),
    total: await sumInBase(
      viewer,
      holdings.map(({ value }) => value),
    ),
    holdings,
    without: accounts
      .filter(({ id }) => !read.has(id))
      .map(({ id, name, worth }) => ({ id, name, worth })),
    readAt: readAt[0] ?? null,
  };
}

function readLastDays({ householdId }: Viewer, accountIds: string[]) {
  return db().holdingDay.findMany({
    where: { householdId, accountId: { in: accountIds } },
    distinct: ['accountId'],
    orderBy: [{ accountId: 'asc' }, { date: 'desc' }],
    select: {
      accountId: true,
      currency: true,
      balanceMinor: true,
      availableMinor: true,
      readAt: true,
    },
    take: accountLimit,
  });
}

type LastDay = Awaited<ReturnType<typeof readLastDays>>[number];

const rowColumns = {
  accountId: true,
  securityId: true,
  quantity: true,
  price: true,
  pricedOn: true,
  valueMinor: true,
  currency: true,
  costMinor: true,
  security: { select: { name: true, ticker: true, type: true, sector: true, isCash: true } },
} as const;

type HoldingRow = Prisma.HoldingGetPayload<{ select: typeof rowColumns }>;

function readRows({ householdId }: Viewer, accountIds: string[]): Promise<HoldingRow[]> {
  return db().holding.findMany({
    where: { householdId, accountId: { in: accountIds } },
    select: rowColumns,
    orderBy: [{ valueMinor: 'desc' }, { accountId: 'asc' }, { securityId: 'asc' }],
    take: holdingLimit,
  });
}

type Accounts = ReadonlyMap<string, AccountDto>;

function toHoldingDto(row: HoldingRow, accounts: Accounts): HoldingDto[] {
  const account = accounts.get(row.accountId);
  if (!account) return [];
  const { name, ticker, type, sector, isCash } = row.security;
  const valueMinor = toSafeNumber(row.valueMinor);
  const costMinor = row.costMinor === null ? null : toSafeNumber(row.costMinor);
  return [
    {
      id: `${row.accountId}.${row.securityId}`,
      accountId: row.accountId,
      accountName: account.name,
      name: name ?? ticker ?? 'Not named by the bank',
      ticker,
      type,
      sector,
      isCash,
      quantity: row.quantity.toFixed(),
      price: row.price.toFixed(),
      pricedOn: row.pricedOn && fromUtcMidnight(row.pricedOn),
      value: { minor: valueMinor, currency: row.currency },
      // Money costs what it is.
      costMinor: isCash ? null : costMinor,
      gainMinor: gainOf({ isCash, valueMinor, costMinor }),
    },
  ];
}

/** Cash that the bank has in the balance and not among the holdings. */
function toUnlistedCash(
  day: LastDay,
  rows: readonly HoldingRow[],
  accounts: Accounts,
): HoldingDto[] {
  const { accountId, currency, balanceMinor, availableMinor } = day;
  const account = accounts.get(accountId);
  const own = rows.filter((row) => row.accountId === accountId);
  if (!account || currency === null || own.some((row) => row.currency !== currency)) return [];
  const add = (some: readonly HoldingRow[]) => some.reduce((sum, row) => sum + row.valueMinor, 0n);
  const { unlistedCashMinor } = tieHoldings({
    heldMinor: add(own),
    heldCashMinor: add(own.filter(({ security }) => security.isCash)),
    balanceMinor,
    availableMinor,
  });
  if (unlistedCashMinor === 0n) return [];
  return [
    {
      id: `${accountId}.cash`,
      accountId,
      accountName: account.name,
      name: 'Cash',
      ticker: null,
      type: 'cash',
      sector: null,
      isCash: true,
      quantity: null,
      price: null,
      pricedOn: null,
      value: { minor: toSafeNumber(unlistedCashMinor), currency },
      costMinor: null,
      gainMinor: null,
    },
  ];
}

function sumCurrencies(holdings: readonly HoldingDto[]): CurrencyPortfolio[] {
  const names = new Map(holdings.map((each) => [each.accountId, each.accountName]));
  return [...Map.groupBy(holdings, (each) => each.value.currency)]
    .map(([currency, own]) => {
      const sums = sumPortfolio(own.map(toPosition));
      const byAccount = sums.byAccount.map((slice) => ({
        ...slice,
        name: names.get(slice.key ?? '') ?? '',
      }));
      return { currency, ...sums, byAccount };
    })
    .sort((a, b) => b.valueMinor - a.valueMinor);
}

function toPosition({ value, ...holding }: HoldingDto): Position {
  return { ...holding, valueMinor: value.minor };
}

/** How far both products are here, by connection: the second where it says something else than the first. */
export async function listInvestmentProducts(viewer: Viewer): Promise<ProductDto[]> {
  const [holdings, activity] = await Promise.all([
    listProducts(viewer, 'holdings'),
    listProducts(viewer, 'investment_transactions'),
  ]);
  const states = new Map(holdings.map(({ itemId, state }) => [itemId, state]));
  return [...holdings, ...activity.filter(({ itemId, state }) => states.get(itemId) !== state)];
}
