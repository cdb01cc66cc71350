import 'server-only';
import type { AccountDto } from '#lib/accounts/contract';
import { listAccounts } from '#lib/accounts/queries';
import { type CivilDate, fromUtcMidnight } from '#lib/dates/civil-date';
import { db, type Prisma } from '#lib/db/client';
import type { Money } from '#lib/money/contract';
import { toSafeNumber } from '#lib/money/minor';
import { listOpenAccounts, type Viewer } from '#lib/privacy/viewer';
import { listProducts } from '#lib/products/queries';
import { sumInBase } from '#lib/rates/sum-in-base';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';
import type { DebtDto, DebtsDto, StatementMatchDto, TermsDto } from './contract.ts';
import { describeTerms } from './describe-terms.ts';
import { matchStatement } from './match-statement.ts';
import { planRate, toMillionths } from './plan-rate.ts';
import { type Cycle, readCycles } from './read-statements.ts';

const debtColumns = {
  accountId: true,
  kind: true,
  isOverdue: true,
  statementMinor: true,
  statementOn: true,
  minimumMinor: true,
  dueOn: true,
  lastPaymentMinor: true,
  lastPaymentOn: true,
  rate: true,
  endsOn: true,
  pastDueMinor: true,
  interestMinor: true,
  plaid: true,
  readAt: true,
  rates: {
    select: { kind: true, rate: true, balanceMinor: true, interestMinor: true },
    orderBy: { position: 'asc' },
  },
  account: { select: { balanceMovedAt: true } },
} satisfies Prisma.DebtSelect;

/** What is owed, on what terms, and what is due when: cards and loans that count, of banks and by hand. */
export async function getDebts(viewer: Viewer, today: CivilDate): Promise<DebtsDto> {
  const [debts, products] = await Promise.all([
    listDebts(viewer, today),
    listProducts(viewer, 'liabilities'),
  ]);
  const totals = sumOwed(debts);
  return { debts, totals, total: await sumInBase(viewer, totals), products };
}

/** The dearest first. */
export async function listDebts(viewer: Viewer, today: CivilDate): Promise<DebtDto[]> {
  const accounts = (await listAccounts(viewer)).items.filter(isOwed);
  const terms = await readTerms(viewer, accounts, today);
  return accounts.map((account) => toDebtDto(account, terms.get(account.id) ?? null)).sort(byRate);
}

/** On what terms one account is owed; null where nobody says. */
export async function findTerms(
  viewer: Viewer,
  account: AccountDto,
  today: CivilDate,
): Promise<TermsDto | null> {
  if (!isOwed(account)) return null;
  return (await readTerms(viewer, [account], today)).get(account.id)?.terms ?? null;
}

function isOwed({ group, standing }: AccountDto): boolean {
  const isDebt = group === 'cards' || group === 'loans';
  return isDebt && (standing === 'counted' || standing === 'excluded');
}

type ReadTerms = { terms: TermsDto; rate: string | null };

async function readTerms(
  viewer: Viewer,
  accounts: readonly AccountDto[],
  today: CivilDate,
): Promise<Map<string, ReadTerms>> {
  if (accounts.length === 0) return new Map();
  const open = new Set(await listOpenAccounts(viewer));
  const accountIds = accounts.flatMap(({ id }) => (open.has(id) ? id : []));
  const [rows, cycles] = await Promise.all([
    readDebtRows(viewer, accountIds),
    readCycles(viewer, accountIds),
  ]);
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return new Map(
    rows.flatMap((row): [string, ReadTerms][] => {
      const account = byId.get(row.accountId);
      if (!account) return [];
      const followsRows = row.account.balanceMovedAt !== null;
      const match = judgeStatement(account, followsRows, cycles.get(row.accountId));
      return [[row.accountId, toTerms(row, { account, match, today })]];
    }),
  );
}

const readDebtRows = remembered(
  'debt terms',
  [...seenTopics, 'debts'],
  async ({ householdId }: Viewer, accountIds: string[]) => {
    const rows = await db().debt.findMany({
      where: { householdId, accountId: { in: accountIds } },
      select: debtColumns,
      take: accountIds.length,
    });
    // Prisma's decimals are no data.
    return rows.map(({ rate, rates, ...row }) => ({
      ...row,
      rate: rate?.toFixed() ?? null,
      rates: rates.map((each) => ({ ...each, rate: each.rate.toFixed() })),
    }));
  },
);

type DebtRow = Awaited<ReturnType<typeof readDebtRows>>[number];

function toTerms(
  row: DebtRow,
  {
    account,
    match,
    today,
  }: { account: AccountDto; match: StatementMatchDto | null; today: CivilDate },
): ReadTerms {
  const currency = account.current?.currency ?? null;
  const money = (minor: bigint | null): Money | null =>
    minor === null || currency === null ? null : { minor: toSafeNumber(minor), currency };
  const day = (date: Date | null) => date && fromUtcMidnight(date);
  const rates = row.rates.map((rate) => ({
    ...rate,
    balance: money(rate.balanceMinor),
    interest: money(rate.interestMinor),
  }));
  const own = row.rate;
  const rate =
    own ?? planRate(rates.map((each) => ({ ...each, balanceMinor: each.balance?.minor ?? null })));
  const terms: TermsDto = {
    kind: row.kind,
    isOverdue: row.isOverdue,
    statement:
      row.statementOn || row.statementMinor !== null
        ? { on: day(row.statementOn), balance: money(row.statementMinor) }
        : null,
    match,
    payment: money(row.minimumMinor),
    dueOn: day(row.dueOn),
    lastPayment:
      row.lastPaymentOn || row.lastPaymentMinor !== null
        ? { on: day(row.lastPaymentOn), paid: money(row.lastPaymentMinor) }
        : null,
    pastDue: money(row.pastDueMinor),
    interest: money(row.interestMinor),
    endsOn: day(row.endsOn),
    rates:
      own === null
        ? rates.map(({ kind, rate: percent, balance, interest }) => ({
            label: rateLabels[kind] ?? kind.replaceAll('_', ' '),
            rate: percent,
            balance,
            interest,
          }))
        : [{ label: 'Interest rate', rate: own, balance: null, interest: null }],
    details: describeTerms(row.plaid, currency, today),
    readAt: row.readAt.toISOString(),
  };
  return { terms, rate };
}

const rateLabels: Record<string, string> = {
  purchase_apr: 'Purchases',
  cash_apr: 'Cash advances',
  balance_transfer_apr: 'Balance transfers',
  special: 'Special offer',
};

/**
 * Where the bank's balance never moved there may be nothing to count back from: what fits is said, and what
 * does not is no finding.
 */
function judgeStatement(
  { current, tieOut }: AccountDto,
  followsRows: boolean,
  cycle: Cycle | undefined,
): StatementMatchDto | null {
  if (!cycle) return null;
  const { last, before, rows } = cycle;
  const pendingMinor = rows.reduce(
    (sum, { pending, owedMinor }) => sum + (pending ? owedMinor : 0),
    0,
  );
  const hasPending = tieOut?.reason === 'pending_included';
  const match = matchStatement({
    issuedOn: last.issuedOn,
    balanceMinor: last.balanceMinor,
    opening: before && { on: before.issuedOn, minor: before.balanceMinor },
    owedMinor: current && current.minor - (hasPending ? pendingMinor : 0),
    rows,
  });
  if (match.kind === 'unknown') return match;
  if (match.kind === 'differs' && match.basis === 'since' && !followsRows) {
    return { kind: 'unknown', reason: 'opening' };
  }
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return {
    ...match,
    candidates: match.candidates.flatMap(({ rowId, why, explains }) => {
      const row = rowOf.get(rowId);
      if (!row) return [];
      const { date, name: merchant, amountMinor } = row;
      return [{ transactionId: rowId, date, merchant, amountMinor, why, explains }];
    }),
  };
}

function toDebtDto(account: AccountDto, read: ReadTerms | null): DebtDto {
  const { id, name, institution, subtype, group, current } = account;
  const shared = { id, name, institution, subtype, group };
  return { ...shared, owed: current, rate: read?.rate ?? null, terms: read?.terms ?? null };
}

/** The dearest first; what bears nothing known, last, the largest first. */
function byRate(a: DebtDto, b: DebtDto): number {
  const [one, other] = [a, b].map(({ rate }) => (rate === null ? -1n : toMillionths(rate)));
  if (one !== other) return (other ?? 0n) > (one ?? 0n) ? 1 : -1;
  return (b.owed?.minor ?? 0) - (a.owed?.minor ?? 0) || a.name.localeCompare(b.name);
}

/** A card in credit owes nothing. */
function sumOwed(debts: readonly DebtDto[]): Money[] {
  const sums = new Map<string, number>();
  for (const { owed } of debts) {
    if (owed) sums.set(owed.currency, (sums.get(owed.currency) ?? 0) + Math.max(0, owed.minor));
  }
  return [...sums]
    .map(([currency, minor]) => ({ minor, currency }))
    .sort((a, b) => b.minor - a.minor || a.currency.localeCompare(b.currency));
}
