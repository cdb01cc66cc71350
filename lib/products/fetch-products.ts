import 'server-only';
import { db, type Tx } from '#lib/db/client';
import type { ItemProductState } from '#lib/db/generated/enums';
import { AppError } from '#lib/errors';
import { readAccessToken } from '#lib/items/access-token';
import { stopItem } from '#lib/items/mutations';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { classifyError } from '#lib/plaid/error-table';
import { internalError, ownError, PlaidError } from '#lib/plaid/plaid-error';
import { requireFence, tryLease } from '#lib/sync/hold-lease';
import type { ItemRef, Lease } from '#lib/sync/ports';
import type { ProductName } from './contract.ts';
import { listDue } from './find-due.ts';
import { judgeFailure } from './judge-failure.ts';
import { products } from './products.ts';
import { enqueueProducts } from './request-products.ts';

/** What a webhook does not announce, because none reaches us, is found this often. */
const dayMs = 24 * 3_600_000;
/** A reading that a killed worker began is taken up after this long. */
const claimMs = 10 * 60_000;
const busyRetryMs = 2_000;
/** A portfolio of years is some thousand rows. */
const commitTimeoutMs = 60_000;

/**
 * Reads what is due of a connection, each product by itself: what one of them meets changes nothing
 * of the others, nor of the transactions. Harmless to do again.
 *
 * @param random  in [0, 1), for jitter
 */
export async function fetchProducts(ref: ItemRef, random: () => number): Promise<void> {
  const due = await listDue(ref);
  if (due.length === 0) return;
  const done = await tryLease(ref, async (lease) => {
    const accessToken = await readAccessToken(ref.householdId, ref.itemId);
    for (const name of due) await fetchProduct(lease, name, { accessToken, random });
    return true;
  });
  if (!done) await enqueueProducts(db(), ref, busyRetryMs);
}

async function fetchProduct(
  lease: Lease,
  name: ProductName,
  { accessToken, random }: { accessToken: string; random: () => number },
): Promise<void> {
  const { read, onDemand, everyDays = 1 } = products[name];
  const claim = await claimReading(lease, name);
  if (!claim) return;
  try {
    const write = await read(lease, accessToken);
    await db().$transaction(
      async (tx) => {
        await requireFence(tx, lease);
        // Nobody may want it any more.
        if (onDemand && !(await holdAsked(tx, lease, name))) return;
        await write(tx);
        await record(tx, lease, name, claim, { state: 'ready', retryInMs: everyDays * dayMs });
      },
      { timeout: commitTimeoutMs },
    );
  } catch (error) {
    // Another worker has taken the connection over, and reads it.
    if (error instanceof AppError) throw error;
    await recordFailure(lease, name, claim, { error, random });
  }
}

/** What was read before a reading began: a webhook that comes while it runs moves `dueAt` away from this. */
type Claim = { at: Date; dueAt: Date; failures: number };

/** Null: it is asked for on demand, and nobody does any more. */
async function claimReading(
  { householdId, itemId }: Lease,
  name: ProductName,
): Promise<Claim | null> {
  const [claim] = await db().$queryRaw<Claim[]>`
    INSERT INTO "ItemProduct" AS p ("householdId", "itemId", "product", "state", "dueAt")
    SELECT ${householdId}::uuid, ${itemId}::uuid, ${name}, 'waiting',
      now() + make_interval(secs => ${claimMs / 1000})
    WHERE NOT ${products[name].onDemand ?? false} OR EXISTS (SELECT FROM "ItemProduct" o
      WHERE o."householdId" = ${householdId}::uuid AND o."itemId" = ${itemId}::uuid
        AND o."product" = ${name})
    ON CONFLICT ("householdId", "itemId", "product") DO UPDATE SET "dueAt" = EXCLUDED."dueAt"
    RETURNING now() AS "at", p."dueAt", p."failures"`;
  return claim ?? null;
}

async function holdAsked(
  tx: Tx,
  { householdId, itemId }: Lease,
  name: ProductName,
): Promise<boolean> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "ItemProduct" WHERE "householdId" = ${householdId}::uuid
      AND "itemId" = ${itemId}::uuid AND "product" = ${name} FOR UPDATE`;
  return held.length > 0;
}

async function recordFailure(
  lease: Lease,
  name: ProductName,
  claim: Claim,
  { error, random }: { error: unknown; random: () => number },
): Promise<void> {
  const { itemId } = lease;
  if (!(error instanceof PlaidError)) log.error({ error, itemId, name }, 'product not read');
  const { type, code, message } =
    error instanceof PlaidError ? error : { type: ownError, code: internalError, message: '' };
  log.info({ code, itemId, name }, 'product not read');
  const judged = judgeFailure({ type, code, message }, claim.failures + 1, random());
  await db().$transaction(async (tx) => {
    await requireFence(tx, lease);
    await record(tx, lease, name, claim, { ...judged, error: { type, code } });
    if (classifyError({ type, code, message }) === 'revoked') {
      await stopItem(tx, lease, 'permission_revoked');
    }
  });
}

type Ending = {
  state: ItemProductState;
  retryInMs: number;
  error?: { type: string; code: string };
};

/**
 * Within the fence, which holds the connection's row: that comes first, as whoever ends or repairs a connection
 * takes them.
 */
async function record(
  tx: Tx,
  lease: Lease,
  name: ProductName,
  claim: Claim,
  { state, retryInMs, error }: Ending,
): Promise<void> {
  const { householdId, itemId } = lease;
  await tx.$executeRaw`
    UPDATE "ItemProduct" SET "state" = ${state}::"ItemProductState",
      "errorType" = ${error?.type ?? null}, "errorCode" = ${error?.code ?? null},
      "failures" = ${error ? claim.failures + 1 : 0},
      "fetchedAt" = CASE WHEN ${!error} THEN ${claim.at}::timestamptz ELSE "fetchedAt" END,
      "dueAt" = CASE WHEN "dueAt" = ${claim.dueAt}::timestamptz
        THEN now() + make_interval(secs => ${retryInMs / 1000}) ELSE "dueAt" END
    WHERE "householdId" = ${householdId}::uuid AND "itemId" = ${itemId}::uuid
      AND "product" = ${name}`;
  await publish(tx, householdId, ['products', ...products[name].topics], itemId);
}
