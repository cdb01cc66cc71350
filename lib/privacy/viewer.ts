import 'server-only';
import { db, Prisma, type Tx } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { AppError } from '#lib/errors';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';
import type { Sight } from './sights.ts';

/**
 * A member who looks. Whatever reads accounts, or anything that hangs on one, for somebody takes a
 * viewer and narrows its query by what is exported here; a test names the reads that are nobody's
 * (syncs, checks, deletion). Who sees what is said by the views "SeenAccount" and "SeenItem" alone.
 */
export type Viewer = { householdId: string; memberId: string };

type Client = Pick<Tx, '$queryRaw'>;
export type Seen = Exclude<Sight, 'hidden'>;

/**
 * SQL: whether the viewer sees the account that a column names, its transactions too unless only the
 * `balance` is asked for.
 *
 * An array is read once and no join: a list goes on following the index of its order. To look each row
 * up in a subquery's hash table took as long as reading it (10 of 26 ms for 100,000). IS TRUE keeps
 * PostgreSQL from following an index of accounts instead.
 */
export function seesAccount(
  { householdId, memberId }: Viewer,
  accountId: Prisma.Sql,
  least: Seen = 'full',
): Prisma.Sql {
  return Prisma.sql`(${accountId} = ANY(ARRAY(
    SELECT s."accountId" FROM "SeenAccount" s
    WHERE s."householdId" = ${householdId}::uuid AND s."memberId" = ${memberId}::uuid
      AND s."sight" <= ${least}::"Sight"))) IS TRUE`;
}

/** SQL: whether the viewer knows of the connection that a column names. */
export function seesItem({ householdId, memberId }: Viewer, itemId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${itemId} IN (
    SELECT s."itemId" FROM "SeenItem" s
    WHERE s."householdId" = ${householdId}::uuid AND s."memberId" = ${memberId}::uuid)) IS TRUE`;
}

/** The accounts a viewer sees, and how much of each. @param client  a transaction's, for what it leaves behind */
export async function readSights(viewer: Viewer, client?: Client): Promise<Map<string, Seen>> {
  return (await (client ? querySeen(viewer, client) : rememberSeen(viewer))).accounts;
}

const rememberSeen = remembered('seen', seenTopics, (viewer: Viewer) => querySeen(viewer, db()));

type SeenIds = { accounts: Map<string, Seen>; items: Map<string, { decides: boolean }> };

/** Accounts and connections at once: a page asks for both. */
async function querySeen({ householdId, memberId }: Viewer, client: Client): Promise<SeenIds> {
  const rows = await client.$queryRaw<{ id: string; sight: Seen | null; decides: boolean }[]>`
    ${keptPlan} SELECT "accountId" AS "id", "sight"::text AS "sight", false AS "decides" FROM "SeenAccount"
    WHERE "householdId" = ${householdId}::uuid AND "memberId" = ${memberId}::uuid
    UNION ALL SELECT "itemId", NULL, "decides" FROM "SeenItem"
    WHERE "householdId" = ${householdId}::uuid AND "memberId" = ${memberId}::uuid`;
  const seen: SeenIds = { accounts: new Map(), items: new Map() };
  for (const { id, sight, decides } of rows) {
    if (sight) seen.accounts.set(id, sight);
    else seen.items.set(id, { decides });
  }
  return seen;
}

/** The accounts whose transactions a viewer sees. */
export async function listOpenAccounts(viewer: Viewer, client?: Client): Promise<string[]> {
  const sights = await readSights(viewer, client);
  return [...sights].flatMap(([accountId, sight]) => (sight === 'full' ? accountId : []));
}

/** How much of one account the viewer sees. @throws AppError not_found when nothing */
export async function requireAccount(
  { householdId, memberId }: Viewer,
  accountId: string,
  least: Seen = 'full',
  client: Client = db(),
): Promise<Seen> {
  const [row] = await client.$queryRaw<{ sight: Seen }[]>`
    SELECT "sight"::text AS "sight" FROM "SeenAccount"
    WHERE "householdId" = ${householdId}::uuid AND "memberId" = ${memberId}::uuid
      AND "accountId" = ${accountId}::uuid AND "sight" <= ${least}::"Sight"`;
  if (row) return row.sight;
  throw new AppError('not_found', 'There is no such account.');
}

/** The connections a viewer knows of, and whether what becomes of each is theirs to decide. */
export async function readItemSights(viewer: Viewer, client?: Client): Promise<SeenIds['items']> {
  return (await (client ? querySeen(viewer, client) : rememberSeen(viewer))).items;
}

/** The connections about which a viewer decides. */
export async function listOwnItems(viewer: Viewer): Promise<string[]> {
  const items = await readItemSights(viewer);
  return [...items].flatMap(([itemId, { decides }]) => (decides ? itemId : []));
}

/** @throws AppError not_found when the viewer knows of no such connection */
export async function requireItem(
  { householdId, memberId }: Viewer,
  itemId: string,
  client: Client = db(),
): Promise<{ decides: boolean }> {
  const [row] = await client.$queryRaw<{ decides: boolean }[]>`
    SELECT "decides" FROM "SeenItem"
    WHERE "householdId" = ${householdId}::uuid AND "memberId" = ${memberId}::uuid
      AND "itemId" = ${itemId}::uuid`;
  if (row) return row;
  throw new AppError('not_found', 'There is no such connection.');
}

/**
 * For what becomes of a connection: signing in, choosing accounts, disconnecting, moving its history.
 *
 * @throws AppError not_found; forbidden when it is another member's
 */
export async function requireOwnItem(
  viewer: Viewer,
  itemId: string,
  client: Client = db(),
): Promise<void> {
  const { decides } = await requireItem(viewer, itemId, client);
  if (decides) return;
  throw new AppError(
    'forbidden',
    'Another member linked this bank, and only they decide about it. Nothing was changed.',
  );
}

/** The members who know of a connection. */
export async function listMembersSeeing(
  client: Client,
  { householdId, itemId }: { householdId: string; itemId: string },
): Promise<string[]> {
  const rows = await client.$queryRaw<{ memberId: string }[]>`
    ${keptPlan} SELECT "memberId" FROM "SeenItem"
    WHERE "householdId" = ${householdId}::uuid AND "itemId" = ${itemId}::uuid`;
  return rows.map(({ memberId }) => memberId);
}
