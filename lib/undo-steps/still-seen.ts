import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { readSights, seesAccount, type Viewer } from '#lib/privacy/viewer';

/** What a step changed: transactions, and accounts of which a member need only know. */
export type About = { transactionIds: string[]; accountIds?: string[] };

/**
 * Asked as each change asks: what a member did to an account they may see no more. What has gone since is no matter.
 *
 * @throws AppError not_found when any of it is kept from them
 */
export async function requireStillSeen(
  tx: Tx,
  viewer: Viewer,
  { transactionIds, accountIds = [] }: About,
): Promise<void> {
  const [unseen, sights] = [
    await listUnseen(tx, viewer, transactionIds),
    await readSights(viewer, tx),
  ];
  const kept = await tx.account.count({
    where: {
      householdId: viewer.householdId,
      id: { in: accountIds.filter((id) => !sights.has(id)) },
    },
  });
  if (unseen.size > 0 || kept > 0) refuse();
}

/**
 * Of rows that begin with a transaction's id those that the member still sees.
 *
 * @throws AppError not_found when all are kept from them
 */
export async function onlyStillSeen<Row extends readonly unknown[]>(
  tx: Tx,
  viewer: Viewer,
  rows: Row[],
): Promise<Row[]> {
  const unseen = await listUnseen(
    tx,
    viewer,
    rows.map(([id]) => String(id)),
  );
  const seen = rows.filter(([id]) => !unseen.has(String(id)));
  if (rows.length > 0 && seen.length === 0) refuse();
  return seen;
}

/** Where all accounts are seen, which is how it mostly is, no row is looked up: there may be 50,000. */
async function listUnseen(tx: Tx, viewer: Viewer, ids: string[]): Promise<ReadonlySet<string>> {
  const { householdId } = viewer;
  const accounts = await tx.$queryRaw<{ id: string }[]>`
    SELECT a."id" FROM "Account" a
    WHERE a."householdId" = ${householdId}::uuid AND NOT ${seesAccount(viewer, Prisma.sql`a."id"`)}`;
  if (accounts.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT t."id" FROM "Transaction" t
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = ANY(${ids}::uuid[])
      AND t."accountId" = ANY(${accounts.map(({ id }) => id)}::uuid[])`;
  return new Set(rows.map(({ id }) => id));
}

function refuse(): never {
  throw new AppError(
    'not_found',
    'This was in an account that is not shown to you any more. Nothing was changed.',
  );
}
