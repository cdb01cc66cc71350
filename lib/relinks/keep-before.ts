import 'server-only';
import type { Tx } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';
import { bankRecord } from '#lib/transactions/bank-record';
import { attachmentsOfNew } from './carry-attachments.ts';
import { partsOf } from './carry-splits.ts';
import { tagsOf } from './carry-tags.ts';
import type { Move } from './move-history.ts';

/**
 * Both sides' accounts with their snapshots and verdicts, and the questions about the rows that are
 * joined, as they are.
 */
export async function keepAccountsBefore(
  tx: Tx,
  { householdId, relinkId, plans }: Move,
): Promise<void> {
  const ids = plans.flatMap(({ fromAccountId, toAccountId }) => [fromAccountId, toAccountId]);
  const joinedIds = plans.flatMap(({ matches }) => matches.map(({ toId }) => toId));
  // Never through JavaScript: its numbers hold no eighteen decimals.
  await tx.$executeRaw`
    UPDATE "Relink" SET "before" = jsonb_build_object(
      'pairs', ${toJsonParameter(
        plans.map(({ fromAccountId, toAccountId }) => ({ fromAccountId, toAccountId })),
      )}::jsonb,
      'accounts', (SELECT COALESCE(jsonb_agg(to_jsonb(a)), '[]') FROM "Account" a
        WHERE a."householdId" = ${householdId}::uuid AND a."id" = ANY(${ids}::uuid[])),
      'snapshots', (SELECT COALESCE(jsonb_agg(to_jsonb(s)), '[]') FROM "BalanceSnapshot" s
        WHERE s."householdId" = ${householdId}::uuid AND s."accountId" = ANY(${ids}::uuid[])),
      'holdings', (SELECT COALESCE(jsonb_agg(to_jsonb(h)), '[]') FROM "Holding" h
        WHERE h."householdId" = ${householdId}::uuid
          AND h."accountId" = ANY(${plans.map((plan) => plan.fromAccountId)}::uuid[])),
      'tieOuts', (SELECT COALESCE(jsonb_agg(to_jsonb(t)), '[]') FROM "TieOut" t
        WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = ANY(${ids}::uuid[])),
      'questions', (SELECT COALESCE(jsonb_agg(s."id"), '[]') FROM "MatchSuggestion" s
        WHERE s."householdId" = ${householdId}::uuid
          AND (s."pendingId" = ANY(${joinedIds}::uuid[]) OR s."postedId" = ANY(${joinedIds}::uuid[])))
    )
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${relinkId}::uuid`;
}

/**
 * Every row of the old accounts as it is with its tags and parts, beside the new row that will be joined into it.
 * The provider's raw transaction is kept only where it is replaced.
 */
export async function keepRowsBefore(
  tx: Tx,
  { householdId, relinkId, plans }: Move,
): Promise<void> {
  const accountIds = plans.map(({ fromAccountId }) => fromAccountId);
  const matches = toJsonParameter(plans.flatMap((plan) => plan.matches));
  await tx.$executeRaw`
    INSERT INTO "RelinkRow" ("householdId", "relinkId", "transactionId", "before", "joined", "aliases")
    SELECT t."householdId", ${relinkId}::uuid, t."id",
      CASE WHEN n."id" IS NULL THEN to_jsonb(t) - 'plaid'
        ELSE to_jsonb(t)
          || jsonb_build_object('plaid', ${bankRecord('t')}, 'tags', ${tagsOf('t')}, 'parts', ${partsOf('t')}) END,
      to_jsonb(n) - 'plaid'
        || jsonb_build_object('tags', ${tagsOf('n')}, 'parts', ${partsOf('n')},
          'attachments', ${attachmentsOfNew}),
      ARRAY(SELECT a."plaidTransactionId" FROM "TransactionAlias" a
        WHERE a."householdId" = t."householdId" AND a."transactionId" = t."id")
    FROM "Transaction" t
    LEFT JOIN jsonb_to_recordset(${matches}::jsonb) AS m("fromId" uuid, "toId" uuid)
      ON m."fromId" = t."id"
    LEFT JOIN "Transaction" n ON n."householdId" = t."householdId" AND n."id" = m."toId"
    WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = ANY(${accountIds}::uuid[])`;
}
