import 'server-only';
import { holdSorting } from '#lib/categories/lock-sorting';
import { standingCategory } from '#lib/categories/standing-category';
import { db, Prisma, type Tx } from '#lib/db/client';
import { joinByHash } from '#lib/db/join-by-hash';
import { releaseDuplicates } from '#lib/duplicates/release-duplicates';
import { AppError } from '#lib/errors';
import { recordItem } from '#lib/items/record-item';
import { publish } from '#lib/live/publish';
import { requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import { applyRulesToItems } from '#lib/rules/apply-rules';
import { holdLease, requireFence } from '#lib/sync/hold-lease';
import { bankRecord } from '#lib/transactions/bank-record';
import { allDecisions, type DecisionColumn } from '#lib/transactions/decision-columns';
import { requestTransfers } from '#lib/transfers/request-transfers';
import { partAttachments } from './carry-attachments.ts';
import { partChoices } from './carry-choices.ts';
import { partInvestments } from './carry-investments.ts';
import { partLinks } from './carry-links.ts';
import { partSplits } from './carry-splits.ts';
import { partTags } from './carry-tags.ts';
import { partTransfers } from './carry-transfers.ts';
import { accountColumns, assign, providerColumns } from './columns.ts';
import type { RelinkDto } from './contract.ts';
import { keptRows } from './kept-rows.ts';
import { settle } from './move-history.ts';
import { getRelink, undoableSince } from './queries.ts';

const timeoutMs = 120_000;

type Undo = { householdId: string; relinkId: string; fromItemId: string; toItemId: string };

/**
 * Gives a history back to the connection it came from: rows, accounts, balances and edits are as
 * they were. What has happened since is kept: rows that the new connection brought are its own, a
 * row that was two is the old one as it was and the new one as Plaid has it now, and what a person
 * decided about it since stands on both. The old connection itself stays ended.
 *
 * @throws AppError not_found, forbidden, relink_refused or unavailable
 */
export async function undoRelink(viewer: Viewer, relinkId: string): Promise<RelinkDto> {
  const { householdId } = viewer;
  const undo = await requireUndoable(db(), householdId, relinkId);
  for (const itemId of [undo.fromItemId, undo.toItemId]) await requireOwnItem(viewer, itemId);
  const run = (requireHeld: (tx: Tx) => Promise<void>) =>
    db().$transaction(
      async (tx) => {
        await holdSorting(tx, householdId);
        await lock(tx, undo);
        await requireUndoable(tx, householdId, relinkId);
        await joinByHash(tx, () => partAll(tx, undo));
        await tx.relinkRow.deleteMany({ where: { householdId, relinkId } });
        await tx.relink.update({
          where: { householdId_id: { householdId, id: relinkId } },
          data: { undoneAt: new Date(), before: Prisma.DbNull },
        });
        await applyRulesToItems(tx, householdId, [undo.fromItemId, undo.toItemId]);
        await releaseDuplicates(tx, householdId);
        await requestTransfers(tx, householdId, null);
        await settle(tx, householdId, undo.toItemId);
        await requireHeld(tx);
        await publish(tx, householdId, ['items', 'accounts', 'transactions'], undo.toItemId);
        const ref = { householdId, itemId: undo.toItemId };
        await recordItem(tx, ref, { kind: 'history_moved_back', details: {} });
      },
      { timeout: timeoutMs },
    );
  // One that has been disconnected since is synced by nobody.
  if (await isSynced(undo)) {
    await holdLease({ householdId, itemId: undo.toItemId }, (lease) =>
      run((tx) => requireFence(tx, lease)),
    );
  } else {
    await run(async () => {});
  }
  return getRelink(householdId, relinkId);
}

async function requireUndoable(
  tx: Pick<Tx, 'relink'>,
  householdId: string,
  relinkId: string,
): Promise<Undo> {
  const relink = await tx.relink.findUnique({
    where: { householdId_id: { householdId, id: relinkId } },
    select: { fromItemId: true, toItemId: true, movedAt: true, undoneAt: true },
  });
  if (!relink) throw new AppError('not_found', 'No history was moved by that name.');
  const { fromItemId, toItemId, movedAt, undoneAt } = relink;
  const refuse = (why: string): never => {
    throw new AppError('relink_refused', `${why} Nothing was changed.`);
  };
  if (undoneAt) refuse('This was undone already.');
  if (movedAt < undoableSince()) refuse('This can be undone for thirty days only.');
  const kept = await tx.relink.count({
    where: { householdId, id: relinkId, before: { not: Prisma.DbNull } },
  });
  if (kept === 0) refuse('This came with an import, and can be undone only where it was done.');
  const movedOn = await tx.relink.count({
    where: { householdId, fromItemId: toItemId, undoneAt: null, movedAt: { gt: movedAt } },
  });
  if (movedOn > 0) refuse('The history has moved on since: undo that first.');
  return { householdId, relinkId, fromItemId, toItemId };
}

async function partAll(tx: Tx, undo: Undo): Promise<void> {
  const { householdId, relinkId } = undo;
  await followCategories(tx, undo);
  await restoreAccounts(tx, undo);
  await restoreRows(tx, undo);
  await partTags(tx, householdId, relinkId);
  await partSplits(tx, householdId, relinkId);
  await partLinks(tx, householdId, relinkId);
  await partAttachments(tx, householdId, relinkId);
  await partTransfers(tx, householdId, relinkId);
  await restoreNames(tx, undo);
  await restoreBalances(tx, undo);
  await partInvestments(tx, undo, pairsOf(undo));
  await partChoices(tx, undo, pairsOf(undo));
}

async function isSynced({ householdId, toItemId }: Undo): Promise<boolean> {
  const item = await db().item.findUnique({
    where: { householdId_id: { householdId, id: toItemId } },
    select: { removeRequestedAt: true, stopReason: true },
  });
  return item?.removeRequestedAt === null && item.stopReason === null;
}

async function lock(tx: Tx, { householdId, relinkId }: Undo): Promise<void> {
  await tx.$executeRaw`
    SELECT 1 FROM "Relink" WHERE "householdId" = ${householdId}::uuid AND "id" = ${relinkId}::uuid
    FOR UPDATE`;
  await tx.$executeRaw`
    SELECT 1 FROM ${keptRows(householdId, relinkId)}
    JOIN "Transaction" t ON t."householdId" = r."householdId" AND t."id" = r."transactionId"
    ORDER BY t."id" FOR UPDATE OF t`;
}

/** A category that went into another since is that one, and one that was deleted is none. */
async function followCategories(tx: Tx, { householdId, relinkId }: Undo): Promise<void> {
  for (const side of ['before', 'joined']) {
    for (const column of ['personCategoryId', 'providerCategoryId', 'ruleCategoryId']) {
      const json = Prisma.raw(`"${side}"`);
      const kept = Prisma.sql`(r.${json}->>${column}::text)::uuid`;
      await tx.$executeRaw`
        UPDATE "RelinkRow" r SET ${json} = r.${json} || jsonb_build_object(${column}::text,
          ${standingCategory(Prisma.sql`r."householdId"`, kept)})
        WHERE r."householdId" = ${householdId}::uuid AND r."relinkId" = ${relinkId}::uuid
          AND ${kept} IS NOT NULL`;
    }
  }
}

/** The accounts that moved, each with the old and the new one as they were: `o` and `n`. */
function accountsOf({ householdId, relinkId }: Undo): Prisma.Sql {
  return Prisma.sql`(
    SELECT o."record" AS "old", n."record" AS "new"
    FROM "Relink" k
    CROSS JOIN LATERAL jsonb_to_recordset(k."before"->'pairs')
      AS m("fromAccountId" text, "toAccountId" text)
    JOIN LATERAL jsonb_array_elements(k."before"->'accounts') AS o("record")
      ON o."record"->>'id' = m."fromAccountId"
    JOIN LATERAL jsonb_array_elements(k."before"->'accounts') AS n("record")
      ON n."record"->>'id' = m."toAccountId"
    WHERE k."householdId" = ${householdId}::uuid AND k."id" = ${relinkId}::uuid
  ) AS kept`;
}

/** The accounts of the move as the rows `p` of a query. */
function pairsOf({ householdId, relinkId }: Undo): Prisma.Sql {
  return Prisma.sql`(
    SELECT m.* FROM "Relink" q CROSS JOIN LATERAL jsonb_to_recordset(q."before"->'pairs')
      AS m("fromAccountId" uuid, "toAccountId" uuid)
    WHERE q."householdId" = ${householdId}::uuid AND q."id" = ${relinkId}::uuid) AS p`;
}

/** The new account is as it was, with what Plaid says of it now; then the old one as it was. */
async function restoreAccounts(tx: Tx, undo: Undo): Promise<void> {
  const { householdId, toItemId } = undo;
  // What the person shows others of the two, they decided about the one that they were.
  const current = Prisma.raw(
    ['itemId', 'sight', ...accountColumns].map((column) => `'${column}', a."${column}"`).join(', '),
  );
  // Two accounts may not have one id of Plaid's: the new one gets its own last.
  await tx.$executeRaw`
    INSERT INTO "Account"
    SELECT n.* FROM ${accountsOf(undo)}
    JOIN "Account" a ON a."householdId" = ${householdId}::uuid
      AND a."id" = (kept."old"->>'id')::uuid
    CROSS JOIN LATERAL jsonb_populate_record(NULL::"Account",
      kept."new" || jsonb_build_object(${current}, 'plaidAccountId', NULL)) AS n`;
  await tx.$executeRaw`
    INSERT INTO "AccountSight" ("householdId", "accountId", "memberId", "sight")
    SELECT s."householdId", (kept."new"->>'id')::uuid, s."memberId", s."sight"
    FROM ${accountsOf(undo)}
    JOIN "AccountSight" s ON s."householdId" = ${householdId}::uuid
      AND s."accountId" = (kept."old"->>'id')::uuid`;
  await tx.$executeRaw`
    UPDATE "Account" o SET ${assign([...accountColumns, 'itemId', 'plaidAccountId'], 'b')},
      ${assign(['anchorMinor', 'anchorAt', 'anchorPostedMinor', 'balanceMovedAt'], 'b')},
      "personName" = CASE WHEN o."personNameSetAt" IS NOT DISTINCT FROM
        COALESCE(b."personNameSetAt", n."personNameSetAt") THEN b."personName"
        ELSE o."personName" END,
      "personNameSetAt" = CASE WHEN o."personNameSetAt" IS NOT DISTINCT FROM
        COALESCE(b."personNameSetAt", n."personNameSetAt") THEN b."personNameSetAt"
        ELSE o."personNameSetAt" END
    FROM ${accountsOf(undo)}
    CROSS JOIN LATERAL jsonb_populate_record(NULL::"Account", kept."old") AS b
    CROSS JOIN LATERAL jsonb_populate_record(NULL::"Account", kept."new") AS n
    WHERE o."householdId" = ${householdId}::uuid AND o."id" = b."id"`;
  await tx.$executeRaw`
    UPDATE "Account" a SET "plaidAccountId" = kept."new"->>'plaidAccountId'
    FROM ${accountsOf(undo)}
    WHERE a."householdId" = ${householdId}::uuid AND a."id" = (kept."new"->>'id')::uuid
      AND a."itemId" = ${toItemId}::uuid`;
}

/** Rows that are of the new connection go to its accounts; rows of the old one are as they were. */
async function restoreRows(tx: Tx, undo: Undo): Promise<void> {
  const { householdId, relinkId } = undo;
  const kept = keptRows(householdId, relinkId);
  const rows = Prisma.sql`${kept}
    CROSS JOIN LATERAL jsonb_populate_record(NULL::"Transaction", r."before") AS b`;
  await tx.$executeRaw`
    UPDATE "Transaction" t SET "accountId" = (kept."new"->>'id')::uuid
    FROM ${accountsOf(undo)}
    WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = (kept."old"->>'id')::uuid
      AND NOT EXISTS (SELECT 1 FROM "RelinkRow" r WHERE r."householdId" = ${householdId}::uuid
        AND r."relinkId" = ${relinkId}::uuid AND r."transactionId" = t."id")`;
  // The joined row as Plaid has it now becomes the new connection's again.
  await tx.$executeRaw`
    UPDATE "RelinkRow" k SET "joined" = k."joined"
      || jsonb_build_object('plaidTransactionId', t."plaidTransactionId")
    FROM ${kept}
    JOIN "Transaction" t ON t."householdId" = r."householdId" AND t."id" = r."transactionId"
    WHERE k."householdId" = r."householdId" AND k."relinkId" = r."relinkId"
      AND k."transactionId" = r."transactionId" AND k."joined" IS NOT NULL`;
  const current = Prisma.join(
    providerColumns.map((column) =>
      column === 'plaid'
        ? Prisma.sql`'plaid', ${bankRecord('t')}`
        : Prisma.raw(`'${column}', t."${column}"`),
    ),
  );
  await tx.$executeRaw`
    INSERT INTO "Transaction"
    SELECT n.* FROM ${rows}
    JOIN "Transaction" t ON t."householdId" = r."householdId" AND t."id" = r."transactionId"
    CROSS JOIN LATERAL jsonb_populate_record(NULL::"Transaction", r."joined") AS j
    CROSS JOIN LATERAL jsonb_populate_record(NULL::"Transaction", r."joined"
      || jsonb_build_object(${current}, 'plaidTransactionId', NULL, ${decidedSince('j')})) AS n
    WHERE r."joined" IS NOT NULL`;
  await tx.$executeRaw`
    UPDATE "Transaction" t SET ${assign([...providerColumns, 'itemId', 'plaidTransactionId'], 'b')},
      ${restoreDecided()},
      "memo" = CASE WHEN t."memo" IS NOT DISTINCT FROM COALESCE(b."memo", j."memo") THEN b."memo"
        ELSE t."memo" END
    FROM ${rows}
    CROSS JOIN LATERAL jsonb_populate_record(NULL::"Transaction", r."joined") AS j
    WHERE r."joined" IS NOT NULL
      AND t."householdId" = r."householdId" AND t."id" = r."transactionId"`;
  // Its transfers are still the old row's.
  await tx.$executeRaw`
    UPDATE "Transaction" n SET "plaidTransactionId" = r."joined"->>'plaidTransactionId',
      "transferId" = NULL
    FROM ${kept}
    WHERE n."householdId" = r."householdId" AND n."id" = (r."joined"->>'id')::uuid`;
  await tx.$executeRaw`
    UPDATE "Transaction" t SET
      ${assign(['itemId', 'plaidTransactionId', 'plaidPendingId', 'removedAt'], 'b')}
    FROM ${rows}
    WHERE r."joined" IS NULL
      AND t."householdId" = r."householdId" AND t."id" = r."transactionId"`;
}

/** What the move left standing of both decisions; if that is not there any more, a person changed it. */
function isChanged({ value, mark }: DecisionColumn): string {
  const left = (column: string) =>
    `CASE WHEN b."${mark}" IS NULL THEN j."${column}" ELSE b."${column}" END`;
  return `(t."${value}", t."${mark}") IS DISTINCT FROM (${left(value)}, ${left(mark)})`;
}

function decidedSince(else_: string): Prisma.Sql {
  return Prisma.raw(
    allDecisions
      .flatMap((decision) =>
        [decision.value, decision.mark].map(
          (column) =>
            `'${column}', CASE WHEN ${isChanged(decision)} THEN t."${column}" ELSE ${else_}."${column}" END`,
        ),
      )
      .join(', '),
  );
}

function restoreDecided(): Prisma.Sql {
  return Prisma.raw(
    allDecisions
      .flatMap((decision) =>
        [decision.value, decision.mark].map(
          (column) =>
            `"${column}" = CASE WHEN ${isChanged(decision)} THEN t."${column}" ELSE b."${column}" END`,
        ),
      )
      .join(', '),
  );
}

/** Former ids, receipts and questions are about the row again that they were about. */
async function restoreNames(tx: Tx, undo: Undo): Promise<void> {
  const { householdId, relinkId, fromItemId, toItemId } = undo;
  const kept = keptRows(householdId, relinkId);
  const aliases = Prisma.sql`a."householdId" = r."householdId"
    AND a."transactionId" = r."transactionId" AND a."itemId" = ${toItemId}::uuid`;
  await tx.$executeRaw`
    DELETE FROM "TransactionAlias" a USING ${kept}
    WHERE ${aliases}
      AND a."plaidTransactionId" = r."before"->>'plaidTransactionId'`;
  await tx.$executeRaw`
    UPDATE "TransactionAlias" a SET "itemId" = ${fromItemId}::uuid FROM ${kept}
    WHERE ${aliases} AND a."plaidTransactionId" = ANY(r."aliases")`;
  await tx.$executeRaw`
    UPDATE "TransactionAlias" a SET "transactionId" = (r."joined"->>'id')::uuid FROM ${kept}
    WHERE ${aliases} AND r."joined" IS NOT NULL`;
  await tx.$executeRaw`
    UPDATE "SyncChange" c SET "transactionId" = (r."joined"->>'id')::uuid
    FROM ${kept}, "SyncRun" s
    WHERE r."joined" IS NOT NULL AND c."householdId" = r."householdId"
      AND c."transactionId" = r."transactionId" AND s."householdId" = c."householdId"
      AND s."id" = c."syncRunId" AND s."itemId" = ${toItemId}::uuid`;
  for (const side of ['pendingId', 'postedId']) {
    const own = Prisma.raw(`"${side}"`);
    await tx.$executeRaw`
      UPDATE "MatchSuggestion" s SET ${own} = (r."joined"->>'id')::uuid
      FROM ${kept}
      JOIN "Relink" k ON k."householdId" = r."householdId" AND k."id" = r."relinkId"
      WHERE r."joined" IS NOT NULL AND s."householdId" = r."householdId"
        AND s.${own} = r."transactionId"
        AND (s."createdAt" > k."movedAt" OR k."before"->'questions' ? s."id"::text)`;
  }
}

/**
 * The old account's balances and verdict as they were; the new one's, with those that came since. The
 * rows of both are counted anew.
 */
async function restoreBalances(tx: Tx, undo: Undo): Promise<void> {
  const { householdId, relinkId } = undo;
  const kept = (name: string) => Prisma.sql`
    FROM "Relink" k CROSS JOIN LATERAL jsonb_array_elements(k."before"->${name}::text) AS e("record")
    CROSS JOIN LATERAL jsonb_to_recordset(k."before"->'pairs')
      AS m("fromAccountId" text, "toAccountId" text)`;
  const isOurs = Prisma.sql`k."householdId" = ${householdId}::uuid
    AND k."id" = ${relinkId}::uuid`;
  await tx.$executeRaw`
    UPDATE "BalanceSnapshot" s SET "accountId" = (kept."new"->>'id')::uuid
    FROM ${accountsOf(undo)}, "Relink" k
    WHERE ${isOurs} AND s."householdId" = k."householdId"
      AND s."accountId" = (kept."old"->>'id')::uuid AND s."takenAt" > k."movedAt"`;
  await tx.$executeRaw`
    DELETE FROM "BalanceSnapshot" s USING ${accountsOf(undo)}
    WHERE s."householdId" = ${householdId}::uuid AND s."accountId" = (kept."old"->>'id')::uuid`;
  await tx.$executeRaw`
    INSERT INTO "BalanceSnapshot"
    SELECT s.* ${kept('snapshots')}
    CROSS JOIN LATERAL jsonb_populate_record(NULL::"BalanceSnapshot", e."record") AS s
    WHERE ${isOurs} AND e."record"->>'accountId' IN (m."fromAccountId", m."toAccountId")
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO "TieOut"
    SELECT t.* ${kept('tieOuts')}
    CROSS JOIN LATERAL jsonb_populate_record(NULL::"TieOut", e."record" - 'countedAt') AS t
    WHERE ${isOurs} AND e."record"->>'accountId' IN (m."fromAccountId", m."toAccountId")
    ON CONFLICT ("householdId", "accountId") DO UPDATE SET
      ${assign(['checkedAt', 'status', 'reason', 'bankMinor', 'impliedMinor', 'agreedAt', 'partedOn', 'suspects', 'countedAt'], 'EXCLUDED')}`;
}
