import 'server-only';
import { cache } from 'react';
import type { Proof } from '#lib/account-numbers/contract';
import { findUrgentProof } from '#lib/account-numbers/proof';
import { accountName } from '#lib/accounts/account-name';
import { db, Prisma, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { describeInstitutionHealth } from '#lib/institutions/health-words';
import {
  readItemSights,
  readSights,
  requireItem,
  seesAccount,
  type Viewer,
} from '#lib/privacy/viewer';
import { type ConnectionRow, connectionColumns } from './connection-columns.ts';
import type { ItemDto, ItemHistoryDto } from './contract.ts';
import { itemNameOf } from './item-name.ts';
import { describeItemState, findEnd } from './item-state.ts';
import { listOffers } from './offers.ts';
import { type ItemRow, listLimit, readRows } from './read-rows.ts';

/** Every connection that the viewer knows of, oldest first; disconnected ones last. Read once for a page and its frame. */
export function listItems({ householdId, memberId }: Viewer): Promise<ItemDto[]> {
  return readItems(householdId, memberId);
}

// Not remembered: how a connection is moves with leases and the clock. Nothing that is may be made of it.
const readItems = cache(async (householdId: string, memberId: string): Promise<ItemDto[]> => {
  const viewer = { householdId, memberId };
  const [items, accounts] = await Promise.all([readItemSights(viewer), readSights(viewer)]);
  const rows = await readRows(householdId, { itemIds: items.keys(), accountIds: accounts.keys() });
  const revoked = await listRevokedAccounts(viewer, rows);
  return rows.map((row) => {
    const decides = items.get(row.id)?.decides ?? false;
    return toItemDto(row, { viewer, decides, revoked: revoked.get(row.id) ?? [] });
  });
});

/**
 * @param client  a transaction's, for what it leaves behind
 * @throws AppError not_found
 */
export async function getItem(
  viewer: Viewer,
  itemId: string,
  client: Pick<Tx, '$queryRaw'> = db(),
): Promise<ItemDto> {
  const { decides } = await requireItem(viewer, itemId, client);
  const accounts = await readSights(viewer, client);
  const ids = { itemIds: [itemId], accountIds: accounts.keys() };
  const [row] = await readRows(viewer.householdId, ids, client);
  if (!row) throw noSuchItem();
  const revoked = await listRevokedAccounts(viewer, [row]);
  return toItemDto(row, { viewer, decides, revoked: revoked.get(itemId) ?? [] });
}

/**
 * A connection as such, for whoever tells its people of it: no viewer, and so nothing of its accounts.
 *
 * @throws AppError not_found
 */
export async function describeItem({
  householdId,
  itemId,
}: {
  householdId: string;
  itemId: string;
}): Promise<ConnectionFacts & Told> {
  const row = await db().item.findUnique({
    where: { householdId_id: { householdId, id: itemId } },
    select: { ...connectionColumns, toldTrouble: true, toldTroubleAt: true },
  });
  if (!row) throw noSuchItem();
  const { toldTrouble, toldTroubleAt } = row;
  return { ...toConnectionFacts(row, new Date()), toldTrouble, toldTroubleAt };
}

function noSuchItem(): AppError {
  return new AppError('not_found', 'There is no such connection.');
}

/** The PNG that stands for the Item's bank. @throws AppError not_found */
export async function readLogo(viewer: Viewer, itemId: string): Promise<Uint8Array<ArrayBuffer>> {
  await requireItem(viewer, itemId);
  const item = await db().item.findUnique({
    where: { householdId_id: { householdId: viewer.householdId, id: itemId } },
    select: { institution: { select: { logo: true } } },
  });
  const logo = item?.institution?.logo;
  if (!logo) throw new AppError('not_found', 'There is no logo.');
  return new Uint8Array(Buffer.from(logo, 'base64'));
}

/** How much of each connection is here. It counts every row: for the page that shows it alone. */
export async function listItemHistories(viewer: Viewer): Promise<ItemHistoryDto[]> {
  return db().$queryRaw<ItemHistoryDto[]>`
    SELECT "itemId", count(*)::int AS "transactions", min("date")::text AS "from",
      max("date")::text AS "to"
    FROM "EffectiveTransaction" e
    WHERE "householdId" = ${viewer.householdId}::uuid AND "itemId" IS NOT NULL
      AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
    GROUP BY "itemId" LIMIT ${listLimit}`;
}

/** What of its trouble its people were told, and since when it lasts. */
type Told = { toldTrouble: string | null; toldTroubleAt: Date | null };

export type ConnectionFacts = Omit<
  ItemDto,
  'decides' | 'linkedBy' | 'accountCount' | 'revokedAccounts' | 'offers'
>;

function toItemDto(
  row: ItemRow,
  { viewer, decides, revoked }: { viewer: Viewer; decides: boolean; revoked: string[] },
): ItemDto {
  return {
    ...toConnectionFacts(row, new Date(), decides ? findUrgentProof(row.unproven) : null),
    decides,
    linkedBy: row.memberId === viewer.memberId ? null : row.linkedBy,
    accountCount: row.accountCount,
    revokedAccounts: revoked,
    offers: decides ? listOffers(row) : [],
  };
}

/** @param proof  for the one who looks: whose account it is, nobody else is told */
function toConnectionFacts(
  row: ConnectionRow,
  now: Date,
  proof: Proof | null = null,
): ConnectionFacts {
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
    proof,
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
    lastSyncedAt: row.lastSyncedAt?.toISOString() ?? null,
    lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    endsAt: row.removeRequestedAt ? null : (findEnd(facts)?.toISOString() ?? null),
    history: row.transactionsStatus,
  };
}

/** Per Item, the names of withdrawn accounts whose history the person has not decided about. */
async function listRevokedAccounts(
  viewer: Viewer,
  items: Pick<ItemRow, 'id' | 'stopReason'>[],
): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>();
  const asking = items.filter(({ stopReason }) => stopReason === 'account_revoked');
  if (asking.length === 0) return names;
  const rows = await db().$queryRaw<{ itemId: string; name: string }[]>`
    SELECT a."itemId", ${accountName} AS "name" FROM "Account" a
    JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
    WHERE a."householdId" = ${viewer.householdId}::uuid AND a."revokedAt" >= i."stoppedAt"
      AND ${seesAccount(viewer, Prisma.sql`a."id"`, 'balance')}
      AND i."id" = ANY(${asking.map(({ id }) => id)}::uuid[])
    ORDER BY a."createdAt" LIMIT ${listLimit}`;
  for (const { itemId, name } of rows) names.set(itemId, [...(names.get(itemId) ?? []), name]);
  return names;
}
