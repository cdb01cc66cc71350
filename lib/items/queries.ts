import 'server-only';
import { cache } from 'react';
import type { Proof } from '#lib/account-numbers/contract';
import { findUrgentProof, unproven } from '#lib/account-numbers/proof';
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
import type { ItemDto, ItemHistoryDto } from './contract.ts';
import { itemNameOf } from './item-name.ts';
import { describeItemState, findEnd } from './item-state.ts';
import { listOffers } from './offers.ts';

const listLimit = 200;
/** Deposits are sent to one account of a connection, or a few. */
const unprovenLimit = 20;

const connectionColumns = {
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
} satisfies Prisma.ItemSelect;

/** A connection with those of its accounts that the viewer sees. */
function itemColumns(accountIds: Iterable<string>) {
  const seen = { id: { in: [...accountIds] }, removedAt: null };
  return {
    ...connectionColumns,
    plaid: true,
    memberId: true,
    member: { select: { user: { select: { name: true } } } },
    accounts: { where: { ...unproven, ...seen }, select: { plaid: true }, take: unprovenLimit },
    _count: { select: { accounts: { where: seen } } },
  } satisfies Prisma.ItemSelect;
}

/** Every connection that the viewer knows of, oldest first; disconnected ones last. Read once for a page and its frame. */
export function listItems({ householdId, memberId }: Viewer): Promise<ItemDto[]> {
  return readItems(householdId, memberId);
}

// Not remembered: how a connection is moves with leases and the clock. Nothing that is may be made of it.
const readItems = cache(async (householdId: string, memberId: string): Promise<ItemDto[]> => {
  const viewer = { householdId, memberId };
  const [items, accounts] = await Promise.all([readItemSights(viewer), readSights(viewer)]);
  const rows = await db().item.findMany({
    where: { householdId, id: { in: [...items.keys()] } },
    select: itemColumns(accounts.keys()),
    orderBy: [{ removedAt: { sort: 'asc', nulls: 'first' } }, { createdAt: 'asc' }],
    take: listLimit,
  });
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
  client: Pick<Tx, 'item' | '$queryRaw'> = db(),
): Promise<ItemDto> {
  const { decides } = await requireItem(viewer, itemId, client);
  const accounts = await readSights(viewer, client);
  const row = await client.item.findUnique({
    where: { householdId_id: { householdId: viewer.householdId, id: itemId } },
    select: itemColumns(accounts.keys()),
  });
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

type ConnectionRow = Prisma.ItemGetPayload<{ select: typeof connectionColumns }>;
type ItemRow = Prisma.ItemGetPayload<{ select: ReturnType<typeof itemColumns> }>;
export type ConnectionFacts = Omit<
  ItemDto,
  'decides' | 'linkedBy' | 'accountCount' | 'revokedAccounts' | 'offers'
>;

function toItemDto(
  row: ItemRow,
  { viewer, decides, revoked }: { viewer: Viewer; decides: boolean; revoked: string[] },
): ItemDto {
  return {
    ...toConnectionFacts(row, new Date(), decides ? findUrgentProof(row.accounts) : null),
    decides,
    linkedBy: row.memberId === viewer.memberId ? null : (row.member?.user.name ?? null),
    accountCount: row._count.accounts,
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
