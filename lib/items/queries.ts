import 'server-only';
import { accountName } from '#lib/accounts/account-name';
import { db, type Prisma, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { describeInstitutionHealth } from '#lib/institutions/health-words';
import type { ItemDto, ItemHistoryDto } from './contract.ts';
import { itemNameOf } from './item-name.ts';
import { describeItemState, findEnd } from './item-state.ts';
import { listOffers, unverified } from './offers.ts';

const listLimit = 200;

const itemColumns = {
  id: true,
  createdAt: true,
  requestedSeq: true,
  doneSeq: true,
  transactionsStatus: true,
  historyCompleteAt: true,
  lastSyncedAt: true,
  lastAttemptAt: true,
  errorType: true,
  errorCode: true,
  errorDisplay: true,
  errorAt: true,
  balancesErrorType: true,
  balancesErrorCode: true,
  balancesErrorAt: true,
  leaseUntil: true,
  failures: true,
  consentExpiresAt: true,
  disconnectAt: true,
  disconnectReason: true,
  disconnectAverted: true,
  newAccountsAt: true,
  stopReason: true,
  removeRequestedAt: true,
  removedAt: true,
  linkName: true,
  institution: {
    select: {
      name: true,
      primaryColor: true,
      logoVersion: true,
      loginHealth: true,
      updateHealth: true,
      healthCheckedAt: true,
    },
  },
  plaid: true,
  accounts: { where: unverified, select: { id: true }, take: 1 },
  _count: { select: { accounts: { where: { removedAt: null } } } },
} satisfies Prisma.ItemSelect;

/** Every connection of the household, oldest first; disconnected ones last. */
export async function listItems(householdId: string): Promise<ItemDto[]> {
  const rows = await db().item.findMany({
    where: { householdId },
    select: itemColumns,
    orderBy: [{ removedAt: { sort: 'asc', nulls: 'first' } }, { createdAt: 'asc' }],
    take: listLimit,
  });
  const revoked = await listRevokedAccounts(householdId, rows);
  return rows.map((row) => toItemDto(row, revoked.get(row.id) ?? [], new Date()));
}

/**
 * @param client  a transaction's, for what it leaves behind
 * @throws AppError not_found
 */
export async function getItem(
  householdId: string,
  itemId: string,
  client: Pick<Tx, 'item'> = db(),
): Promise<ItemDto> {
  const row = await client.item.findUnique({
    where: { householdId_id: { householdId, id: itemId } },
    select: itemColumns,
  });
  if (!row) throw new AppError('not_found', 'There is no such connection.');
  const revoked = await listRevokedAccounts(householdId, [row]);
  return toItemDto(row, revoked.get(itemId) ?? [], new Date());
}

/** The PNG that stands for the Item's bank. @throws AppError not_found */
export async function readLogo(
  householdId: string,
  itemId: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const item = await db().item.findUnique({
    where: { householdId_id: { householdId, id: itemId } },
    select: { institution: { select: { logo: true } } },
  });
  const logo = item?.institution?.logo;
  if (!logo) throw new AppError('not_found', 'There is no logo.');
  return new Uint8Array(Buffer.from(logo, 'base64'));
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

function toItemDto(row: ItemRow, revokedAccounts: string[], now: Date): ItemDto {
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
        : {
            type: row.balancesErrorType ?? '',
            code: row.balancesErrorCode,
            at: row.balancesErrorAt ?? now,
          },
    depositWaits: row.accounts.length > 0,
    workOwed: row.doneSeq < row.requestedSeq,
    historyComplete: row.historyCompleteAt !== null,
  };
  return {
    id: row.id,
    institution: {
      name: itemNameOf(row),
      color: institution?.primaryColor ?? null,
      logoVersion: institution?.logoVersion ?? null,
      health: institution && describeInstitutionHealth(institution, now),
    },
    state: describeItemState(facts, now),
    accountCount: row._count.accounts,
    revokedAccounts,
    offers: listOffers(row),
    lastSyncedAt: row.lastSyncedAt?.toISOString() ?? null,
    lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    endsAt: row.removeRequestedAt ? null : (findEnd(facts)?.toISOString() ?? null),
    history: row.transactionsStatus,
  };
}

/** Per Item, the names of withdrawn accounts whose history the person has not decided about. */
async function listRevokedAccounts(
  householdId: string,
  items: Pick<ItemRow, 'id' | 'stopReason'>[],
): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>();
  const asking = items.filter(({ stopReason }) => stopReason === 'account_revoked');
  if (asking.length === 0) return names;
  const rows = await db().$queryRaw<{ itemId: string; name: string }[]>`
    SELECT a."itemId", ${accountName} AS "name" FROM "Account" a
    JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
    WHERE a."householdId" = ${householdId}::uuid AND a."revokedAt" >= i."stoppedAt"
      AND i."id" = ANY(${asking.map(({ id }) => id)}::uuid[])
    ORDER BY a."createdAt" LIMIT ${listLimit}`;
  for (const { itemId, name } of rows) names.set(itemId, [...(names.get(itemId) ?? []), name]);
  return names;
}
