import 'server-only';
import { db, type Prisma } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { ItemDto, ItemHistoryDto } from './contract.ts';
import { describeItemState } from './item-state.ts';

const listLimit = 200;

const itemColumns = {
  id: true,
  createdAt: true,
  requestedSeq: true,
  doneSeq: true,
  transactionsStatus: true,
  historyCompleteAt: true,
  lastSyncedAt: true,
  errorType: true,
  errorCode: true,
  errorDisplay: true,
  errorAt: true,
  balancesErrorType: true,
  balancesErrorCode: true,
  failures: true,
  consentExpiresAt: true,
  removeRequestedAt: true,
  removedAt: true,
  linkName: true,
  institution: { select: { name: true, primaryColor: true } },
  _count: { select: { accounts: { where: { removedAt: null } } } },
} as const;

/** Every connection of the household, oldest first; disconnected ones last. */
export async function listItems(householdId: string): Promise<ItemDto[]> {
  const rows = await db().item.findMany({
    where: { householdId },
    select: itemColumns,
    orderBy: [{ removedAt: { sort: 'asc', nulls: 'first' } }, { createdAt: 'asc' }],
    take: listLimit,
  });
  return rows.map((row) => toItemDto(row, new Date()));
}

/** @throws AppError not_found */
export async function getItem(householdId: string, itemId: string): Promise<ItemDto> {
  const row = await db().item.findUnique({
    where: { householdId_id: { householdId, id: itemId } },
    select: itemColumns,
  });
  if (!row) throw new AppError('not_found', 'There is no such connection.');
  return toItemDto(row, new Date());
}

/** How much of each connection is here. It counts every row: for the page that shows it alone. */
export async function listItemHistories(householdId: string): Promise<ItemHistoryDto[]> {
  return db().$queryRaw<ItemHistoryDto[]>`
    SELECT "itemId", count(*)::int AS "transactions", min("date")::text AS "from",
      max("date")::text AS "to"
    FROM "EffectiveTransaction"
    WHERE "householdId" = ${householdId}::uuid AND "itemId" IS NOT NULL
    GROUP BY "itemId" LIMIT ${listLimit}`;
}

type ItemRow = Prisma.ItemGetPayload<{ select: typeof itemColumns }>;

function toItemDto(row: ItemRow, now: Date): ItemDto {
  const { errorType, errorCode, errorAt, institution } = row;
  const error =
    errorCode === null
      ? null
      : {
          type: errorType ?? '',
          code: errorCode,
          display: row.errorDisplay,
          at: errorAt ?? now,
        };
  const facts = {
    ...row,
    error,
    balancesError:
      row.balancesErrorCode === null
        ? null
        : { type: row.balancesErrorType ?? '', code: row.balancesErrorCode },
    workOwed: row.doneSeq < row.requestedSeq,
    historyComplete: row.historyCompleteAt !== null,
  };
  return {
    id: row.id,
    institution: {
      name: institution?.name ?? row.linkName ?? 'Bank',
      color: institution?.primaryColor ?? null,
    },
    state: describeItemState(facts, now),
    accountCount: row._count.accounts,
    lastSyncedAt: row.lastSyncedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    history: row.transactionsStatus,
  };
}
