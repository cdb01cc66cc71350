import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { type BrowserContextOptions, request } from 'playwright';
import { db, Prisma } from '#lib/db/client';
import type { Stack } from '#lib/stack/stack';
import { requestSync } from '#lib/sync/request-sync';
import {
  createHousehold,
  type LinkedItem,
  linkItem,
  type TestHousehold,
} from '#lib/testing/household';
import { addNeighbours } from '#lib/testing/neighbours';
import { control } from '#lib/testing/sandbox';
import { unhurried, withBenchStack } from './bench-stack.ts';
import { signIn } from './sign-in.ts';
import { untilCaughtUp } from './sync-engine.ts';

const ownRows = 100_000;
const others = 2;
const neighbourRows = 3_000;
const idleTimeoutMs = 600_000;

/** What no other row has: its word, and an amount above all others. */
export const rare = { word: 'Zanzibar', count: 25, amountMinor: -612_345n };

export type HeavyHousehold = {
  stack: Stack;
  householdId: string;
  /** Cookies of its owner, for a browser or a request. */
  session: Exclude<BrowserContextOptions['storageState'], string | undefined>;
};

/**
 * The built product with a household of 100,000 transactions, synced by its worker, and two more with as
 * many. The bench's own process is pointed at the same database, as its owner.
 *
 * @param beside  how many rows the table holds beside theirs, in households of 3,000
 */
export function withHeavyHousehold<Value>(
  run: (heavy: HeavyHousehold) => Promise<Value>,
  beside = 0,
): Promise<Value> {
  return withBenchStack(unhurried, async ({ stack, databaseUrl }) => {
    const api = await request.newContext({ baseURL: stack.url });
    const owner = await findMember(await signIn(api, stack.url));
    const session = await api.storageState();
    await api.dispose();
    await fill(owner);
    if (beside > 0) await surround(databaseUrl, beside);
    return await run({ stack, householdId: owner.householdId, session });
  });
}

export async function findMember({ email }: { email: string }): Promise<TestHousehold> {
  const { userId, householdId, id } = await db().member.findFirstOrThrow({
    where: { user: { email } },
    select: { userId: true, householdId: true, id: true },
  });
  return { userId, householdId, memberId: id };
}

async function fill(owner: TestHousehold): Promise<void> {
  await addRows(await linkItem(owner), ownRows);
  await db().$executeRaw`
    UPDATE "Transaction" SET "name" = "name" || ${` ${rare.word}`}, "amountMinor" = ${rare.amountMinor}
    WHERE "householdId" = ${owner.householdId}::uuid AND "id" IN (
      SELECT "id" FROM "Transaction" WHERE "householdId" = ${owner.householdId}::uuid
      ORDER BY "date", "id" LIMIT ${rare.count})`;
  for (let index = 0; index < others; index += 1) {
    await copyRows(owner.householdId, await linkItem(await createHousehold()));
  }
  await settle();
}

/** As many households of 3,000 rows as hold so many. */
async function surround(databaseUrl: string, rows: number): Promise<void> {
  const { householdId } = await createSyncedHousehold(neighbourRows);
  await settle();
  const own = await db().transaction.count({ where: { householdId } });
  await addNeighbours(databaseUrl, householdId, Math.ceil(rows / own));
  await settle();
}

/** A person with a bank of about so many rows, synced by the worker. */
export async function createSyncedHousehold(count: number): Promise<TestHousehold> {
  const owner = await createHousehold();
  await addRows(await linkItem(owner), count);
  return owner;
}

/** Lets the worker do what a sync left to it, then as autovacuum does within a minute or two. */
export async function settle(): Promise<void> {
  await untilIdle();
  await db().$executeRaw`VACUUM (ANALYZE)`;
  await db().$executeRaw`CHECKPOINT`;
}

/** Has the bank book rows, and the worker fetch them. */
export async function addRows(item: LinkedItem, count: number): Promise<void> {
  await untilCaughtUp(item);
  await control(`/items/${item.plaidItemId}/transactions/bulk`, { count, webhook: false });
  await db().$transaction((tx) => requestSync(tx, item, 'person'));
  await untilCaughtUp(item);
}

async function untilIdle(): Promise<void> {
  const deadline = performance.now() + idleTimeoutMs;
  while (performance.now() < deadline) {
    const [row] = await db().$queryRaw<{ due: number }[]>`
      SELECT count(*)::int AS "due" FROM graphile_worker.jobs
      WHERE "run_at" <= now() AND "attempts" < "max_attempts"`;
    if (row?.due === 0) return;
    await pause(100);
  }
  throw new Error('The worker does not come to rest.');
}

/** The same rows in another household. */
async function copyRows(
  from: string,
  { householdId, itemId }: { householdId: string; itemId: string },
): Promise<void> {
  await untilCaughtUp({ householdId, itemId });
  const own: Record<string, Prisma.Sql> = {
    householdId: Prisma.sql`${householdId}::uuid`,
    id: Prisma.sql`gen_random_uuid()`,
    accountId: Prisma.sql`(SELECT "id" FROM "Account" WHERE "householdId" = ${householdId}::uuid
      ORDER BY "id" LIMIT 1)`,
    itemId: Prisma.sql`${itemId}::uuid`,
    plaidTransactionId: Prisma.sql`'copy of ' || "plaidTransactionId"`,
    providerCategoryId: Prisma.sql`NULL`,
  };
  const columns = Object.keys(Prisma.TransactionScalarFieldEnum);
  const values = columns.map((column) => own[column] ?? Prisma.raw(`"${column}"`));
  await db().$executeRaw`
    INSERT INTO "Transaction" (${Prisma.raw(columns.map((column) => `"${column}"`).join(', '))})
    SELECT ${Prisma.join(values)} FROM "Transaction" WHERE "householdId" = ${from}::uuid`;
}
