import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import { listUnread } from './read-plaid-streams.ts';

/** Rows come in bursts: they are looked through once for all. */
const delayMs = 3_000;
const batchSize = 100;

/** Has a worker look for what comes again and again, once this transaction commits. */
export async function requestStreams(
  tx: Pick<Tx, '$executeRaw'>,
  householdId: string,
): Promise<void> {
  const key = `streams:${householdId}`;
  await enqueue(tx, 'settle-streams', { householdId }, { key, delayMs, ifWaiting: 'keep' });
}

/** Households never looked through, and those in which a connection has something to tell. */
export async function listUnsettledStreams(): Promise<string[]> {
  const unread = await listUnread(null, batchSize);
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT h."id" FROM "Household" h
    WHERE h."streamsAt" IS NULL
      AND EXISTS (SELECT FROM "Transaction" t WHERE t."householdId" = h."id")
    LIMIT ${batchSize}`;
  return [...new Set([...rows.map(({ id }) => id), ...unread.map((each) => each.householdId)])];
}
