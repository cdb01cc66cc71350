import 'server-only';
import { holdSorting } from '#lib/categories/lock-sorting';
import { db, Prisma, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { joinByHash } from '#lib/db/join-by-hash';
import { toJsonParameter } from '#lib/db/json-parameter';
import { carryDuplicates } from '#lib/duplicates/carry-duplicates';
import { releaseDuplicates } from '#lib/duplicates/release-duplicates';
import { recordItem } from '#lib/items/record-item';
import { enqueue } from '#lib/jobs/enqueue';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import { requestProducts } from '#lib/products/request-products';
import { applyRulesToItems } from '#lib/rules/apply-rules';
import { holdLease, requireFence } from '#lib/sync/hold-lease';
import { settleTieOut } from '#lib/tie-out/settle-tie-out';
import { carryBelongings } from '#lib/transactions/carry-belongings';
import { movesOf } from '#lib/transactions/row-moves';
import { carryTransferAccounts } from '#lib/transfers/carry-transfers';
import { requestTransfers } from '#lib/transfers/request-transfers';
import { requireCandidates } from './candidates.ts';
import { carryChoices, keepChoicesBefore } from './carry-choices.ts';
import { carryInvestments } from './carry-investments.ts';
import { keepLinksBefore } from './carry-links.ts';
import { keepTransfersBefore } from './carry-transfers.ts';
import { accountColumns, assign, providerColumns } from './columns.ts';
import type { CreateRelinkInput, RelinkDto } from './contract.ts';
import { keepAccountsBefore, keepRowsBefore } from './keep-before.ts';
import { type AccountPlan, planRelink, sumCounts } from './plan-relink.ts';
import { getRelink } from './queries.ts';

const timeoutMs = 120_000;

export type Move = {
  householdId: string;
  relinkId: string;
  fromItemId: string;
  toItemId: string;
  plans: AccountPlan[];
};

/**
 * Moves the history of a connection that ended to the one that took its place, in one transaction.
 *
 * The old accounts and rows stay, with their ids and all a person decided; they take over what Plaid
 * calls them now, so that the next sync finds them as it left them. The new connection's own copies
 * go. What either side was before is kept for thirty days, see undo-relink.ts.
 *
 * No sync of the new connection runs meanwhile: its lease is held. The old one is ended with this,
 * if it was not before; a sync of it that is under way cannot commit any more.
 *
 * @throws AppError not_found, relink_refused, invalid_input or unavailable
 */
export async function moveHistory(viewer: Viewer, input: CreateRelinkInput): Promise<RelinkDto> {
  const { householdId } = viewer;
  const { fromItemId, toItemId } = input;
  await requireCandidates(db(), viewer, input);
  const relinkId = newId();
  await holdLease({ householdId, itemId: toItemId }, (lease) =>
    db().$transaction(
      async (tx) => {
        await holdSorting(tx, householdId);
        const items = await requireCandidates(tx, viewer, input);
        await lockAccounts(tx, householdId, input);
        const plans = await planRelink(tx, householdId, items, input.accounts);
        const move = { householdId, relinkId, fromItemId, toItemId, plans };
        const { joined, carried } = sumCounts(plans);
        await tx.relink.create({
          data: { householdId, id: relinkId, fromItemId, toItemId, joined, carried },
        });
        await joinByHash(tx, () => moveAll(tx, move));
        await applyRulesToItems(tx, householdId, [toItemId]);
        await releaseDuplicates(tx, householdId);
        await requestTransfers(tx, householdId, null);
        await settle(tx, householdId, toItemId);
        await requireFence(tx, lease);
        await publish(tx, householdId, ['items', 'accounts', 'transactions'], toItemId);
        const ref = { householdId, itemId: toItemId };
        await recordItem(tx, ref, { kind: 'history_moved', details: { joined, carried } });
      },
      { timeout: timeoutMs },
    ),
  );
  return getRelink(householdId, relinkId);
}

async function moveAll(tx: Tx, move: Move): Promise<void> {
  await keepAccountsBefore(tx, move);
  await keepLinksBefore(tx, move);
  await keepTransfersBefore(tx, move);
  await keepChoicesBefore(tx, move);
  await keepRowsBefore(tx, move);
  await moveAliases(tx, move);
  await joinRows(tx, move);
  await carryRows(tx, move);
  await joinSights(tx, move);
  await moveAccounts(tx, move);
  await endOld(tx, move);
}

/** A person's edit of an account waits, and so does whoever else wants to move it. */
async function lockAccounts(
  tx: Tx,
  householdId: string,
  { accounts }: CreateRelinkInput,
): Promise<void> {
  const ids = accounts.flatMap((pair) => [pair.fromAccountId, pair.toAccountId]);
  await tx.$executeRaw`
    SELECT 1 FROM "Account" WHERE "householdId" = ${householdId}::uuid
      AND "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`;
  await tx.$executeRaw`
    SELECT 1 FROM "Transaction" WHERE "householdId" = ${householdId}::uuid
      AND "accountId" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`;
}

/** What Plaid called the old rows, before and last, leads to them at the new connection, too. */
async function moveAliases(tx: Tx, { householdId, fromItemId, toItemId, relinkId }: Move) {
  await tx.$executeRaw`
    UPDATE "TransactionAlias" a SET "itemId" = ${toItemId}::uuid
    FROM "RelinkRow" r
    WHERE r."householdId" = ${householdId}::uuid AND r."relinkId" = ${relinkId}::uuid
      AND a."householdId" = r."householdId" AND a."itemId" = ${fromItemId}::uuid
      AND a."transactionId" = r."transactionId"`;
  await tx.$executeRaw`
    INSERT INTO "TransactionAlias" ("householdId", "itemId", "plaidTransactionId", "transactionId")
    SELECT r."householdId", ${toItemId}::uuid, r."before"->>'plaidTransactionId', r."transactionId"
    FROM "RelinkRow" r
    WHERE r."householdId" = ${householdId}::uuid AND r."relinkId" = ${relinkId}::uuid
      AND r."before"->>'plaidTransactionId' IS NOT NULL
    ON CONFLICT DO NOTHING`;
}

/** Two rows become the old one, under the new one's ids and with its provider's columns. */
async function joinRows(tx: Tx, { householdId, relinkId, toItemId, plans }: Move): Promise<void> {
  const moves = plans.flatMap(({ matches }) =>
    matches.map(({ fromId, toId }) => ({ leavesId: toId, staysId: fromId })),
  );
  const pairs = movesOf(moves);
  // Whatever is written about the new row is about the old one now.
  await tx.$executeRaw`
    UPDATE "SyncChange" c SET "transactionId" = m."staysId" FROM ${pairs}
    WHERE c."householdId" = ${householdId}::uuid AND c."transactionId" = m."leavesId"`;
  await tx.$executeRaw`
    UPDATE "TransactionAlias" a SET "transactionId" = m."staysId" FROM ${pairs}
    WHERE a."householdId" = ${householdId}::uuid AND a."transactionId" = m."leavesId"`;
  for (const [side, other] of [
    ['pendingId', 'postedId'],
    ['postedId', 'pendingId'],
  ]) {
    const [own, theirs] = [Prisma.raw(`"${side}"`), Prisma.raw(`"${other}"`)];
    await tx.$executeRaw`
      UPDATE "MatchSuggestion" s SET ${own} = m."staysId" FROM ${pairs}
      WHERE s."householdId" = ${householdId}::uuid AND s.${own} = m."leavesId"
        AND NOT EXISTS (SELECT 1 FROM "MatchSuggestion" o WHERE o."householdId" = s."householdId"
          AND o.${own} = m."staysId" AND o.${theirs} = s.${theirs})`;
  }
  await carryBelongings(tx, householdId, moves);
  await carryDuplicates(tx, householdId, moves);
  // The new row gives its id up before the old one takes it.
  await tx.$executeRaw`
    UPDATE "Transaction" n SET "plaidTransactionId" = NULL FROM ${pairs}
    WHERE n."householdId" = ${householdId}::uuid AND n."id" = m."leavesId"`;
  await tx.$executeRaw`
    UPDATE "Transaction" o SET ${assign(providerColumns, 'n')},
      "itemId" = ${toItemId}::uuid, "plaidTransactionId" = r."joined"->>'plaidTransactionId'
    FROM ${pairs}
    JOIN "Transaction" n ON n."householdId" = ${householdId}::uuid AND n."id" = m."leavesId"
    JOIN "RelinkRow" r ON r."householdId" = n."householdId" AND r."relinkId" = ${relinkId}::uuid
      AND r."transactionId" = m."staysId"
    WHERE o."householdId" = ${householdId}::uuid AND o."id" = m."staysId"`;
  // Each by its key, whatever the planner takes the household for (kept-rows.ts).
  await tx.$executeRaw`
    INSERT INTO "TransactionSource" ("householdId", "transactionId", "plaid")
    SELECT ${householdId}::uuid, m."staysId", s."plaid" FROM ${pairs}
    CROSS JOIN LATERAL (SELECT k."plaid" FROM "TransactionSource" k
      WHERE k."householdId" = ${householdId}::uuid AND k."transactionId" = m."leavesId" OFFSET 0) s
    ON CONFLICT ("householdId", "transactionId") DO UPDATE SET "plaid" = EXCLUDED."plaid"`;
  await tx.$executeRaw`
    DELETE FROM "Transaction" n USING ${pairs}
    WHERE n."householdId" = ${householdId}::uuid AND n."id" = m."leavesId"`;
}

/**
 * Rows that only the old connection had. Plaid will never speak of them again: without an id of
 * Plaid's no sync, however complete, takes them for gone.
 */
async function carryRows(tx: Tx, { householdId, relinkId, fromItemId, toItemId, plans }: Move) {
  const withdrawn = plans.flatMap((plan) => plan.withdrawnIds);
  await tx.$executeRaw`
    UPDATE "Transaction" o SET "itemId" = ${toItemId}::uuid, "plaidTransactionId" = NULL,
      "plaidPendingId" = NULL,
      "removedAt" = CASE WHEN o."id" = ANY(${withdrawn}::uuid[]) THEN now() ELSE o."removedAt" END
    FROM "RelinkRow" r
    WHERE r."householdId" = ${householdId}::uuid AND r."relinkId" = ${relinkId}::uuid
      AND o."householdId" = r."householdId" AND o."id" = r."transactionId"
      AND r."joined" IS NULL AND o."itemId" = ${fromItemId}::uuid`;
}

/** What either of two accounts kept from a member, the one that they become keeps from them. */
async function joinSights(tx: Tx, { householdId, plans }: Move): Promise<void> {
  const pairs = accountPairs(plans);
  await tx.$executeRaw`
    INSERT INTO "AccountSight" ("householdId", "accountId", "memberId", "sight")
    SELECT o."householdId", o."id", m."memberId",
      GREATEST(COALESCE(os."sight", o."sight"), COALESCE(ns."sight", n."sight"))
    FROM ${pairs}
    JOIN "Account" o ON o."householdId" = ${householdId}::uuid AND o."id" = p."fromAccountId"
    JOIN "Account" n ON n."householdId" = ${householdId}::uuid AND n."id" = p."toAccountId"
    CROSS JOIN LATERAL (SELECT DISTINCT s."memberId" FROM "AccountSight" s
      WHERE s."householdId" = o."householdId" AND s."accountId" IN (o."id", n."id")) m
    LEFT JOIN "AccountSight" os ON os."householdId" = o."householdId"
      AND os."accountId" = o."id" AND os."memberId" = m."memberId"
    LEFT JOIN "AccountSight" ns ON ns."householdId" = n."householdId"
      AND ns."accountId" = n."id" AND ns."memberId" = m."memberId"
    ON CONFLICT ("householdId", "accountId", "memberId") DO UPDATE SET "sight" = EXCLUDED."sight"`;
  await tx.$executeRaw`
    UPDATE "Account" o SET "sight" = GREATEST(o."sight", n."sight")
    FROM ${pairs}
    JOIN "Account" n ON n."householdId" = ${householdId}::uuid AND n."id" = p."toAccountId"
    WHERE o."householdId" = ${householdId}::uuid AND o."id" = p."fromAccountId"`;
}

/** The accounts of a move as the rows `p` of a query. */
function accountPairs(plans: AccountPlan[]): Prisma.Sql {
  const pairs = plans.map(({ fromAccountId, toAccountId }) => ({ fromAccountId, toAccountId }));
  return Prisma.sql`jsonb_to_recordset(${toJsonParameter(pairs)}::jsonb)
    AS p("fromAccountId" uuid, "toAccountId" uuid)`;
}

/** The old account goes on as what Plaid says of the new one; balances of both days and days apart. */
async function moveAccounts(tx: Tx, move: Move) {
  const { householdId, toItemId, relinkId, plans } = move;
  const pairs = accountPairs(plans);
  await tx.$executeRaw`
    UPDATE "Transaction" t SET "accountId" = p."fromAccountId" FROM ${pairs}
    WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = p."toAccountId"`;
  await tx.$executeRaw`
    UPDATE "FileImport" f SET "accountId" = p."fromAccountId" FROM ${pairs}
    WHERE f."householdId" = ${householdId}::uuid AND f."accountId" = p."toAccountId"`;
  await tx.$executeRaw`
    DELETE FROM "BalanceSnapshot" s USING ${pairs}
    WHERE s."householdId" = ${householdId}::uuid AND s."accountId" = p."fromAccountId"
      AND EXISTS (SELECT 1 FROM "BalanceSnapshot" n WHERE n."householdId" = s."householdId"
        AND n."accountId" = p."toAccountId" AND n."date" = s."date")`;
  await tx.$executeRaw`
    UPDATE "BalanceSnapshot" s SET "accountId" = p."fromAccountId" FROM ${pairs}
    WHERE s."householdId" = ${householdId}::uuid AND s."accountId" = p."toAccountId"`;
  await tx.$executeRaw`
    DELETE FROM "CardStatement" s USING ${pairs}
    WHERE s."householdId" = ${householdId}::uuid AND s."accountId" = p."fromAccountId"
      AND EXISTS (SELECT 1 FROM "CardStatement" n WHERE n."householdId" = s."householdId"
        AND n."accountId" = p."toAccountId" AND n."issuedOn" = s."issuedOn")`;
  await tx.$executeRaw`
    UPDATE "CardStatement" s SET "accountId" = p."fromAccountId" FROM ${pairs}
    WHERE s."householdId" = ${householdId}::uuid AND s."accountId" = p."toAccountId"`;
  await carryInvestments(tx, { householdId, relinkId }, pairs);
  await tx.$executeRaw`
    DELETE FROM "TieOut" t USING ${pairs}
    WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = p."fromAccountId"`;
  const moves = plans.map((plan) => ({ from: plan.toAccountId, into: plan.fromAccountId }));
  await carryTransferAccounts(tx, householdId, moves);
  await carryChoices(tx, move, pairs);
  await tx.$executeRaw`
    DELETE FROM "Account" a USING ${pairs}
    WHERE a."householdId" = ${householdId}::uuid AND a."id" = p."toAccountId"`;
  await tx.$executeRaw`
    UPDATE "Account" o SET ${assign(accountColumns, 'n')},
      "itemId" = ${toItemId}::uuid, "plaidAccountId" = n."plaidAccountId",
      "personName" = CASE WHEN o."personNameSetAt" IS NULL THEN n."personName"
        ELSE o."personName" END,
      "personNameSetAt" = COALESCE(o."personNameSetAt", n."personNameSetAt"),
      "anchorMinor" = NULL, "anchorAt" = NULL, "anchorPostedMinor" = NULL, "balanceMovedAt" = NULL
    FROM "Relink" k, ${pairs}, jsonb_array_elements(k."before"->'accounts') AS kept("account"),
      jsonb_populate_record(NULL::"Account", kept."account") AS n
    WHERE k."householdId" = ${householdId}::uuid AND k."id" = ${relinkId}::uuid
      AND n."id" = p."toAccountId"
      AND o."householdId" = ${householdId}::uuid AND o."id" = p."fromAccountId"`;
}

/** One that only waited for a sign-in must not wake up beside the one that took its place. */
async function endOld(tx: Tx, { householdId, fromItemId: itemId }: Move): Promise<void> {
  const { count } = await tx.item.updateMany({
    where: { householdId, id: itemId, removeRequestedAt: null },
    data: { removeRequestedAt: new Date(), keepHistory: true },
  });
  if (count === 0) return;
  await enqueue(tx, 'remove-item', { householdId, itemId }, { key: `remove:${itemId}` });
}

/**
 * Starts each account over from the balance as last read, unless that is older than the rows. What Plaid tells
 * beside the rows is about other accounts now, and read anew.
 */
export async function settle(tx: Tx, householdId: string, itemId: string): Promise<void> {
  await requestProducts(tx, { householdId, itemId });
  const item = await tx.item.findUnique({
    where: { householdId_id: { householdId, id: itemId } },
    select: { balancesErrorCode: true },
  });
  if (item?.balancesErrorCode === null) {
    await settleTieOut(tx, {
      householdId,
      itemId,
      historyComplete: false,
      changedAccountIds: null,
    });
  }
}
