import 'server-only';
import type { Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { toJsonParameter } from '#lib/db/json-parameter';
import { keptPlan } from '#lib/db/kept-plan';
import { sightOfNewAccount } from '#lib/privacy/new-accounts';
import type { Delta } from './fetch-delta.ts';
import type { ItemRef } from './ports.ts';

/**
 * Writes the accounts of a delta with their balances, and today's balance snapshots.
 *
 * @param readAt  when the balances were read
 * @returns our account id for every account id of Plaid's that this Item has
 */
export async function applyAccounts(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  delta: Delta,
  readAt: Date,
): Promise<Map<string, string>> {
  const given = [...delta.accounts.values()].map((account) => ({ ...account, id: newId() }));
  await tx.$executeRaw`
    ${keptPlan} INSERT INTO "Account" AS a ("householdId", "id", "itemId", "plaidAccountId",
      "persistentAccountId", "name", "officialName", "mask", "type", "subtype", "holderCategory",
      "currency", "currentMinor", "availableMinor", "limitMinor", "balanceUpdatedAt", "balanceAsOf",
      "plaid", "sight")
    SELECT ${householdId}::uuid, r."id", ${itemId}::uuid, r."plaidAccountId",
      r."persistentAccountId", r."name", r."officialName", r."mask", r."type", r."subtype",
      r."holderCategory", r."currency", r."currentMinor", r."availableMinor", r."limitMinor",
      r."balanceUpdatedAt", ${readAt}::timestamptz, r."raw",
      ${sightOfNewAccount({ householdId, itemId })}
    FROM jsonb_to_recordset(${toJsonParameter(given)}::jsonb) AS r("id" uuid,
      "plaidAccountId" text, "persistentAccountId" text, "name" text, "officialName" text,
      "mask" text, "type" text, "subtype" text, "holderCategory" text, "currency" text,
      "currentMinor" bigint, "availableMinor" bigint, "limitMinor" bigint,
      "balanceUpdatedAt" timestamptz, "raw" jsonb)
    ON CONFLICT ("householdId", "itemId", "plaidAccountId") DO UPDATE SET
      "persistentAccountId" = EXCLUDED."persistentAccountId",
      "name" = EXCLUDED."name", "officialName" = EXCLUDED."officialName",
      "mask" = EXCLUDED."mask", "type" = EXCLUDED."type", "subtype" = EXCLUDED."subtype",
      "holderCategory" = EXCLUDED."holderCategory", "currency" = EXCLUDED."currency",
      "currentMinor" = EXCLUDED."currentMinor", "availableMinor" = EXCLUDED."availableMinor",
      "limitMinor" = EXCLUDED."limitMinor", "balanceUpdatedAt" = EXCLUDED."balanceUpdatedAt",
      "balanceAsOf" = EXCLUDED."balanceAsOf", "plaid" = EXCLUDED."plaid", "removedAt" = NULL,
      "revokedAt" = NULL`;
  if (delta.balancesError === null) await removeAbsentAccounts(tx, { householdId, itemId }, delta);
  await keepSnapshots(tx, { householdId, itemId }, readAt);
  const rows = await tx.$queryRaw<{ id: string; plaidAccountId: string | null }[]>`
    ${keptPlan} SELECT "id", "plaidAccountId" FROM "Account"
    WHERE "householdId" = ${householdId}::uuid AND "itemId" = ${itemId}::uuid`;
  return new Map(rows.map((row) => [row.plaidAccountId ?? '', row.id]));
}

/** An account the person no longer shares, or that the bank closed: its history stays. */
async function removeAbsentAccounts(tx: Tx, ref: ItemRef, delta: Delta): Promise<void> {
  await tx.$executeRaw`
    ${keptPlan} UPDATE "Account" SET "removedAt" = now()
    WHERE "householdId" = ${ref.householdId}::uuid AND "itemId" = ${ref.itemId}::uuid
      AND "removedAt" IS NULL AND "plaidAccountId" <> ALL(${[...delta.accounts.keys()]}::text[])`;
}

/**
 * The last balance seen on a day is that day's. The day is the database's where the two clocks are hours apart: a
 * worker whose clock is wrong would write into a day that was, or has not come.
 *
 * @param readAt  of the balances to keep
 */
export async function keepSnapshots(tx: Tx, ref: ItemRef, readAt: Date): Promise<void> {
  await tx.$executeRaw`
    ${keptPlan} INSERT INTO "BalanceSnapshot" AS s ("householdId", "accountId", "date", "currency",
      "currentMinor", "availableMinor", "limitMinor", "takenAt")
    SELECT "householdId", "id", (c."at" AT TIME ZONE 'UTC')::date, "currency",
      "currentMinor", "availableMinor", "limitMinor", c."at"
    FROM "Account", LATERAL (SELECT CASE
      WHEN ${readAt}::timestamptz BETWEEN now() - interval '1 hour' AND now() + interval '1 hour'
      THEN ${readAt}::timestamptz ELSE now() END AS "at") c
    WHERE "householdId" = ${ref.householdId}::uuid AND "itemId" = ${ref.itemId}::uuid
      AND "removedAt" IS NULL AND "currentMinor" IS NOT NULL
      AND "balanceAsOf" = ${readAt}::timestamptz
    ON CONFLICT ("householdId", "accountId", "date") DO UPDATE SET
      "currency" = EXCLUDED."currency", "currentMinor" = EXCLUDED."currentMinor",
      "availableMinor" = EXCLUDED."availableMinor", "limitMinor" = EXCLUDED."limitMinor",
      "takenAt" = EXCLUDED."takenAt"
    WHERE (s."currentMinor", s."availableMinor", s."limitMinor") IS DISTINCT FROM
      (EXCLUDED."currentMinor", EXCLUDED."availableMinor", EXCLUDED."limitMinor")`;
}
