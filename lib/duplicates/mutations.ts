import 'server-only';
import { lockAccounts, settleBalances } from '#lib/accounts/settle-balance';
import { holdSorting } from '#lib/categories/lock-sorting';
import { db, Prisma, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { compareAgain } from '#lib/tie-out/compare-again';
import type {
  DuplicateAnswer,
  DuplicateListDto,
  MarkedDuplicateDto,
  MarkInput,
} from './contract.ts';
import { decidePairs, noSuchQuestion, type PairRow } from './decide-pairs.ts';
import { listDuplicates, staysBefore } from './queries.ts';

/** A hundred that are tied to others are taken one after the other. */
const timeoutMs = 60_000;

/**
 * Says of two transactions that they are one. The bank's stays before a file's, and that before one entered
 * by hand; of two alike the one that came first.
 *
 * @throws AppError not_found; invalid_input when they cannot be one
 */
export async function markDuplicates(
  viewer: Viewer,
  { transactionId, otherId }: MarkInput,
): Promise<MarkedDuplicateDto> {
  const { householdId } = viewer;
  return db().$transaction(async (tx) => {
    await holdSorting(tx, householdId);
    const rows = await lockRows(tx, viewer, [transactionId, otherId]);
    const [kept, other] = rows;
    if (!kept || !other) throw noSuchTransaction();
    const pairId = await findPair(tx, householdId, kept.id, other.id);
    await decidePairs(tx, householdId, [{ id: pairId, kept, other }], 'same');
    await tell(tx, householdId, rows);
    const items = await listDuplicates(viewer, tx);
    return { items, nextCursor: null, duplicateId: pairId, keptId: kept.id };
  });
}

/**
 * Keeps the person's word on pairs, or takes it back: then all is as it was before, but for what somebody
 * decided since. All of them or none.
 *
 * @throws AppError not_found, also where one of two is in an account that the viewer does not see;
 *   invalid_input when one of two counts no more
 */
export async function answerDuplicates(
  viewer: Viewer,
  duplicateIds: string[],
  answer: DuplicateAnswer,
): Promise<DuplicateListDto> {
  const { householdId } = viewer;
  return db().$transaction(
    async (tx) => {
      await holdSorting(tx, householdId);
      const pairs = await tx.duplicatePair.findMany({
        where: { householdId, id: { in: duplicateIds } },
        select: { id: true, keptId: true, otherId: true },
        orderBy: { id: 'asc' },
      });
      if (pairs.length < new Set(duplicateIds).size) throw noSuchQuestion();
      const ids = pairs.flatMap(({ keptId, otherId }) => [keptId, otherId]);
      const rows = new Map((await lockRows(tx, viewer, ids)).map((row) => [row.id, row]));
      const seen = pairs.map(({ id, keptId, otherId }) => {
        const [kept, other] = [rows.get(keptId), rows.get(otherId)];
        if (!kept || !other) throw noSuchQuestion();
        return { id, kept, other };
      });
      await decidePairs(tx, householdId, seen, answer);
      await tell(tx, householdId, [...rows.values()]);
      return { items: await listDuplicates(viewer, tx), nextCursor: null };
    },
    { timeout: timeoutMs },
  );
}

/** The pair of two rows, the one that stays first, whichever way round it was asked. */
async function findPair(tx: Tx, householdId: string, keptId: string, otherId: string) {
  await tx.$executeRaw`
    UPDATE "DuplicatePair" SET "keptId" = ${keptId}::uuid, "otherId" = ${otherId}::uuid
    WHERE "householdId" = ${householdId}::uuid AND "accepted" IS NOT TRUE
      AND "keptId" = ${otherId}::uuid AND "otherId" = ${keptId}::uuid`;
  const [pair] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "DuplicatePair" ("householdId", "id", "keptId", "otherId", "reasons")
    VALUES (${householdId}::uuid, ${newId()}::uuid, ${keptId}::uuid, ${otherId}::uuid,
      ARRAY['by_hand'])
    ON CONFLICT ("householdId", "keptId", "otherId") DO UPDATE SET "keptId" = EXCLUDED."keptId"
    RETURNING "id"`;
  if (!pair) throw noSuchQuestion();
  return pair.id;
}

/** Holds the rows that the viewer sees and their accounts; the one that stays comes first. */
async function lockRows(tx: Tx, viewer: Viewer, ids: string[]): Promise<PairRow[]> {
  const { householdId } = viewer;
  const places = await tx.transaction.findMany({
    where: { householdId, id: { in: ids } },
    select: { accountId: true },
  });
  await lockAccounts(
    tx,
    householdId,
    places.map(({ accountId }) => accountId),
  );
  return tx.$queryRaw<PairRow[]>`
    WITH held AS MATERIALIZED (
      SELECT t.* FROM "Transaction" t
      WHERE t."householdId" = ${householdId}::uuid AND t."id" = ANY(${ids}::uuid[])
        AND ${seesAccount(viewer, Prisma.sql`t."accountId"`)}
      ORDER BY t."id" FOR UPDATE
    )
    SELECT t."id", t."accountId", t."itemId", t."currency", t."amountMinor",
      (t."removedAt" IS NULL OR t."keptAt" IS NOT NULL) AND t."duplicateOfId" IS NULL AS "counts"
    FROM held t
    ORDER BY ${staysBefore('t')}`;
}

/** Balances, verdicts and open pages know of it with this commit. */
async function tell(tx: Tx, householdId: string, rows: PairRow[]): Promise<void> {
  const accountIds = [...new Set(rows.map(({ accountId }) => accountId))];
  await settleBalances(tx, householdId, accountIds);
  await compareAgain(tx, householdId, accountIds);
  await publish(tx, householdId, ['accounts', 'transactions'], { accountIds });
}

function noSuchTransaction(): AppError {
  return new AppError('not_found', 'There is no such transaction. Nothing was changed.');
}
