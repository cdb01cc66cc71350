import 'server-only';
import { accountNameOf } from '#lib/accounts/account-name';
import { db, Prisma } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { itemNameColumns, itemNameOf } from '#lib/items/item-name';
import { listOwnItems, type Viewer } from '#lib/privacy/viewer';
import { type CandidateItem, findCandidates, requireCandidates } from './candidates.ts';
import type {
  ItemPair,
  PreviewRelinkInput,
  RelinkAccountDto,
  RelinkDto,
  RelinkListDto,
  RelinkPreviewDto,
  RelinkSuggestionDto,
} from './contract.ts';
import { mapAccounts } from './map-accounts.ts';
import { planRelink, sumCounts } from './plan-relink.ts';

const listLimit = 50;
const undoDays = 30;
const dayMs = 86_400_000;

/** The viewer's histories that moved and can still move back, and those that could move. */
export async function listRelinks(viewer: Viewer): Promise<RelinkListDto> {
  const { householdId } = viewer;
  const own = { in: await listOwnItems(viewer) };
  const [rows, suggestions] = await Promise.all([
    db().relink.findMany({
      where: {
        householdId,
        fromItemId: own,
        toItemId: own,
        undoneAt: null,
        movedAt: { gt: undoableSince() },
        before: { not: Prisma.DbNull },
      },
      select: relinkColumns,
      orderBy: { movedAt: 'desc' },
      take: listLimit,
    }),
    suggestRelinks(viewer),
  ]);
  return { items: rows.map(toRelinkDto), nextCursor: null, suggestions };
}

/** @throws AppError not_found */
export async function getRelink(householdId: string, relinkId: string): Promise<RelinkDto> {
  const row = await db().relink.findUnique({
    where: { householdId_id: { householdId, id: relinkId } },
    select: relinkColumns,
  });
  if (!row) throw new AppError('not_found', 'No history was moved by that name.');
  return toRelinkDto(row);
}

/** What moved before this can no longer be undone. */
export function undoableSince(): Date {
  return new Date(Date.now() - undoDays * dayMs);
}

const relinkColumns = {
  id: true,
  fromItemId: true,
  toItemId: true,
  movedAt: true,
  undoneAt: true,
  joined: true,
  carried: true,
  to: { select: itemNameColumns },
} as const;

type RelinkRow = Omit<RelinkDto, 'institution' | 'movedAt' | 'undoneAt' | 'undoUntil'> & {
  movedAt: Date;
  undoneAt: Date | null;
  to: { linkName: string | null; institution: { name: string } | null };
};

function toRelinkDto({ to, movedAt, undoneAt, ...row }: RelinkRow): RelinkDto {
  return {
    ...row,
    institution: itemNameOf(to),
    movedAt: movedAt.toISOString(),
    undoneAt: undoneAt?.toISOString() ?? null,
    undoUntil: new Date(movedAt.getTime() + undoDays * dayMs).toISOString(),
  };
}

async function suggestRelinks(viewer: Viewer): Promise<RelinkSuggestionDto[]> {
  const { householdId } = viewer;
  const candidates = await findCandidates(viewer);
  if (candidates.length === 0) return [];
  const pair = { fromItemId: true, toItemId: true } as const;
  const [dismissed, done] = await Promise.all([
    db().relinkDismissal.findMany({ where: { householdId }, select: pair }),
    db().relink.findMany({ where: { householdId, undoneAt: null }, select: pair }),
  ]);
  const isIn = (pairs: ItemPair[], { from, to }: (typeof candidates)[number]) =>
    pairs.some((each) => each.fromItemId === from.id && each.toItemId === to.id);
  const open = candidates.filter((each) => !isIn(done, each));
  const figures = await countRows(
    householdId,
    open.flatMap(({ from }) => from.accounts.map(({ id }) => id)),
  );
  return open.map(({ from, to }) => {
    const own = figures.filter(({ accountId }) => from.accounts.some(({ id }) => id === accountId));
    return {
      fromItemId: from.id,
      toItemId: to.id,
      institution: itemNameOf(to),
      transactions: own.reduce((total, each) => total + each.transactions, 0),
      edited: own.reduce((total, each) => total + each.edited, 0),
      dismissed: isIn(dismissed, { from, to }),
    };
  });
}

function countRows(householdId: string, accountIds: string[]) {
  return db().$queryRaw<{ accountId: string; transactions: number; edited: number }[]>`
    SELECT "accountId", count(*)::int AS "transactions", count(*) FILTER (
      WHERE COALESCE("personCategorySetAt", "personNameSetAt", "noteSetAt", "personDateSetAt",
        "hiddenSetAt", "reviewedSetAt", "keptAt") IS NOT NULL)::int AS "edited"
    FROM "Transaction"
    WHERE "householdId" = ${householdId}::uuid AND "accountId" = ANY(${accountIds}::uuid[])
      AND ("removedAt" IS NULL OR "keptAt" IS NOT NULL)
    GROUP BY "accountId"`;
}

/**
 * What moving a history would do, with our own matching of the accounts or the person's.
 *
 * @throws AppError not_found, relink_refused or invalid_input
 */
export async function previewRelink(
  viewer: Viewer,
  input: PreviewRelinkInput,
): Promise<RelinkPreviewDto> {
  const { from, to } = await requireCandidates(db(), viewer, input);
  const matches = mapAccounts(from.accounts, to.accounts);
  const pairs =
    input.accounts ??
    matches.flatMap(({ fromId, toId }) =>
      toId === null ? [] : { fromAccountId: fromId, toAccountId: toId },
    );
  const plans = await planRelink(db(), viewer.householdId, { from, to }, pairs);
  const findAccount = (id: string | null | undefined) =>
    toAccountDto(to.accounts.find((each) => each.id === id));
  return {
    fromItemId: from.id,
    toItemId: to.id,
    institution: itemNameOf(to),
    accounts: from.accounts.map((account) => {
      const plan = plans.find(({ fromAccountId }) => fromAccountId === account.id);
      const match = matches.find(({ fromId }) => fromId === account.id);
      return {
        from: describeAccount(account),
        to: findAccount(plan?.toAccountId),
        sure: plan !== undefined && match?.sure === true && match.toId === plan.toAccountId,
        candidates: (match?.candidateIds ?? []).flatMap((id) => findAccount(id) ?? []),
        counts: plan?.counts ?? sumCounts([]),
        firstDate: plan?.firstDate ?? null,
        lastDate: plan?.lastDate ?? null,
      };
    }),
    counts: sumCounts(plans),
    endsOld: from.removeRequestedAt === null,
  };
}

function toAccountDto(account: CandidateItem['accounts'][number] | undefined) {
  return account ? describeAccount(account) : null;
}

function describeAccount(account: CandidateItem['accounts'][number]): RelinkAccountDto {
  const { id, mask, type, subtype } = account;
  return { id, name: accountNameOf(account), mask, type, subtype };
}
