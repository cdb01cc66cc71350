import 'server-only';
import { z } from 'zod';
import { lockSorting } from '#lib/categories/lock-sorting';
import { db, type Tx } from '#lib/db/client';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import { keepStep } from '#lib/undo-steps/keep-step';
import type { ChangedTransferDto } from './contract.ts';
import { settleTransfers } from './settle-transfers.ts';

const timeoutMs = 60_000;

/** What people had said about transfers of some rows, and the mark that a change left. */
export const transfersBefore = z.object({
  endIds: z.array(z.uuid()),
  at: z.string(),
  /** Rows of "Transfer", as PostgreSQL writes them. */
  transfers: z.array(z.record(z.string(), z.unknown())),
  /** What had been said of rows by themselves: that they are ends of a transfer, or not. */
  marks: z.array(z.object({ id: z.uuid(), transfer: z.boolean(), setAt: z.string() })).default([]),
  /** The accounts that were barred, or freed, and whether they were barred before. */
  bar: z.object({ accountIds: z.tuple([z.uuid(), z.uuid()]), barred: z.boolean() }).nullable(),
});
export type TransfersBefore = z.infer<typeof transfersBefore>;

type Work = {
  /** The rows that it is about, those that it takes another end from among them. Of a bar: none, it is about all. */
  endIds: string[];
  bar?: TransfersBefore['bar'];
  /** Writes what a person says, with `at` as its mark. */
  write: (at: Date) => Promise<void>;
};

/**
 * Changes what a person says of transfers, alone in the household: what follows from it is settled with it,
 * and it is taken back by a step.
 */
export function changeTransfers(
  viewer: Viewer,
  plan: (tx: Tx) => Promise<Work>,
): Promise<ChangedTransferDto> {
  const { householdId } = viewer;
  return db().$transaction(
    async (tx) => {
      await lockSorting(tx, householdId);
      const { endIds, bar = null, write } = await plan(tx);
      const transfers = await readSaid(tx, householdId, endIds);
      const at = new Date();
      const marks = await readMarks(tx, householdId, endIds);
      const before = { endIds, at: at.toISOString(), transfers, marks, bar };
      await write(at);
      await settleTransfers(tx, householdId, bar ? null : endIds);
      const undoStepId = await keepStep(tx, viewer, { kind: 'transfer_change', before });
      const about = bar ? null : { transactionIds: endIds };
      await publish(tx, householdId, ['transactions', 'accounts'], about);
      return { undoStepId };
    },
    { timeout: timeoutMs },
  );
}

async function readSaid(
  tx: Tx,
  householdId: string,
  endIds: string[],
): Promise<TransfersBefore['transfers']> {
  const rows = await tx.$queryRaw<{ transfer: TransfersBefore['transfers'][number] }[]>`
    SELECT to_jsonb(x) AS "transfer" FROM "Transfer" x
    WHERE x."householdId" = ${householdId}::uuid AND x."byPerson"
      AND (x."outId" = ANY(${endIds}::uuid[]) OR x."inId" = ANY(${endIds}::uuid[]))`;
  return rows.map(({ transfer }) => transfer);
}

async function readMarks(
  tx: Tx,
  householdId: string,
  endIds: string[],
): Promise<TransfersBefore['marks']> {
  const rows = await tx.transaction.findMany({
    where: { householdId, id: { in: endIds }, personTransferSetAt: { not: null } },
    select: { id: true, personTransfer: true, personTransferSetAt: true },
  });
  return rows.map(({ id, personTransfer, personTransferSetAt }) => ({
    id,
    transfer: personTransfer,
    setAt: (personTransferSetAt ?? new Date()).toISOString(),
  }));
}

/** As it was before, but for what somebody said of the same rows since. */
export async function undoTransfers(
  tx: Tx,
  householdId: string,
  { endIds, at, transfers, marks, bar }: TransfersBefore,
): Promise<void> {
  await lockSorting(tx, householdId);
  // What was made without a person is made anew.
  await tx.$executeRaw`
    DELETE FROM "Transfer" x
    WHERE x."householdId" = ${householdId}::uuid
      AND (x."outId" = ANY(${endIds}::uuid[]) OR x."inId" = ANY(${endIds}::uuid[]))
      AND (x."decidedAt" = ${at}::timestamptz OR NOT x."byPerson")`;
  await tx.$executeRaw`
    INSERT INTO "Transfer"
    SELECT r.* FROM jsonb_populate_recordset(NULL::"Transfer", ${JSON.stringify(transfers)}::jsonb) AS r
    WHERE r."householdId" = ${householdId}::uuid
      AND (r."outId" IS NULL OR EXISTS (SELECT FROM "Transaction" t
        WHERE t."householdId" = r."householdId" AND t."id" = r."outId"))
      AND (r."inId" IS NULL OR EXISTS (SELECT FROM "Transaction" t
        WHERE t."householdId" = r."householdId" AND t."id" = r."inId"))
      AND NOT EXISTS (SELECT FROM "Transfer" x WHERE x."householdId" = r."householdId"
        AND x."state" = 'confirmed' AND r."state" = 'confirmed'
        AND (x."outId" = r."outId" OR x."inId" = r."inId"))
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    UPDATE "Transaction" t SET "personTransfer" = m."transfer", "personTransferSetAt" = m."setAt"
    FROM jsonb_to_recordset(${JSON.stringify(marks)}::jsonb)
      AS m("id" uuid, "transfer" boolean, "setAt" timestamptz)
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = m."id"
      AND t."personTransferSetAt" IS NULL`;
  if (bar) await setBar(tx, householdId, bar);
  await settleTransfers(tx, householdId, bar ? null : endIds);
  const about = bar ? null : { transactionIds: endIds };
  await publish(tx, householdId, ['transactions', 'accounts'], about);
}

/** The smaller id first. */
export async function setBar(
  tx: Tx,
  householdId: string,
  { accountIds, barred }: NonNullable<TransfersBefore['bar']>,
): Promise<void> {
  const [firstId, secondId] = accountIds.toSorted();
  if (barred) {
    await tx.$executeRaw`
      INSERT INTO "TransferBar" ("householdId", "firstId", "secondId")
      SELECT a."householdId", a."id", b."id" FROM "Account" a, "Account" b
      WHERE a."householdId" = ${householdId}::uuid AND a."id" = ${firstId}::uuid
        AND b."householdId" = a."householdId" AND b."id" = ${secondId}::uuid
      ON CONFLICT DO NOTHING`;
  } else await tx.transferBar.deleteMany({ where: { householdId, firstId, secondId } });
}
