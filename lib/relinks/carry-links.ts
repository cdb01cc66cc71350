import 'server-only';
import type { Tx } from '#lib/db/client';
import { keptBefore } from './kept-before.ts';
import type { Move } from './move-history.ts';

/** What is linked, owed, asked and put away about the rows that are joined, as it is. */
export async function keepLinksBefore(
  tx: Tx,
  { householdId, relinkId, plans }: Move,
): Promise<void> {
  const matches = plans.flatMap((plan) => plan.matches);
  const ids = matches.flatMap(({ fromId, toId }) => [fromId, toId]);
  const newIds = matches.map(({ toId }) => toId);
  await tx.$executeRaw`
    UPDATE "Relink" SET "before" = "before" || jsonb_build_object(
      'links', (SELECT COALESCE(jsonb_agg(to_jsonb(l)), '[]') FROM "SettleLink" l
        WHERE l."householdId" = ${householdId}::uuid
          AND (l."expenseId" = ANY(${ids}::uuid[]) OR l."creditId" = ANY(${ids}::uuid[]))),
      'claims', (SELECT COALESCE(jsonb_agg(to_jsonb(k)), '[]') FROM "Claim" k
        WHERE k."householdId" = ${householdId}::uuid AND k."transactionId" = ANY(${ids}::uuid[])),
      'duplicates', (SELECT COALESCE(jsonb_agg(to_jsonb(p)), '[]') FROM "DuplicatePair" p
        WHERE p."householdId" = ${householdId}::uuid
          AND (p."keptId" = ANY(${newIds}::uuid[]) OR p."otherId" = ANY(${newIds}::uuid[]))),
      'putAway', (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', t."id", 'was',
          t."duplicateOfId")), '[]') FROM "Transaction" t
        WHERE t."householdId" = ${householdId}::uuid AND t."duplicateOfId" IS NOT NULL
          AND (t."id" = ANY(${ids}::uuid[]) OR t."duplicateOfId" = ANY(${newIds}::uuid[])))
    )
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${relinkId}::uuid`;
}

/**
 * Each of two rows that were joined has its own again: what is still there goes back, what somebody took away
 * since stays away. What the new row had beside the old one's like was lost with it, and comes back.
 * Comes after the new rows are back.
 */
export async function partLinks(tx: Tx, householdId: string, relinkId: string): Promise<void> {
  const { list, joined, isHere } = keptBefore(householdId, relinkId);
  const links = list(
    'links',
    '"expenseId" uuid, "creditId" uuid, "amountMinor" bigint, "createdAt" timestamptz',
  );
  const [expense, credit] = [joined('k."expenseId"'), joined('k."creditId"')];
  await tx.$executeRaw`
    UPDATE "SettleLink" l SET "expenseId" = k."expenseId", "creditId" = k."creditId"
    FROM ${links} k
    WHERE l."householdId" = ${householdId}::uuid AND l."createdAt" = k."createdAt"
      AND l."expenseId" = ${expense} AND l."creditId" = ${credit}
      AND ${isHere('k."expenseId"')} AND ${isHere('k."creditId"')}`;
  await tx.$executeRaw`
    INSERT INTO "SettleLink" ("householdId", "expenseId", "creditId", "amountMinor", "createdAt")
    SELECT ${householdId}::uuid, k."expenseId", k."creditId", k."amountMinor", k."createdAt"
    FROM ${links} k
    WHERE (k."expenseId", k."creditId") <> (${expense}, ${credit})
      AND EXISTS (SELECT FROM ${links} o
        WHERE (o."expenseId", o."creditId") = (${expense}, ${credit}))
      AND ${isHere('k."expenseId"')} AND ${isHere('k."creditId"')}
    ON CONFLICT DO NOTHING`;

  const claims = list(
    'claims',
    '"transactionId" uuid, "amountMinor" bigint, "owedBy" text, "createdAt" timestamptz',
  );
  const of = joined('k."transactionId"');
  await tx.$executeRaw`
    UPDATE "Claim" c SET "transactionId" = k."transactionId" FROM ${claims} k
    WHERE c."householdId" = ${householdId}::uuid AND c."createdAt" = k."createdAt"
      AND c."transactionId" = ${of} AND ${isHere('k."transactionId"')}`;
  await tx.$executeRaw`
    INSERT INTO "Claim" ("householdId", "transactionId", "amountMinor", "owedBy", "createdAt")
    SELECT ${householdId}::uuid, k."transactionId", k."amountMinor", k."owedBy", k."createdAt"
    FROM ${claims} k
    WHERE k."transactionId" <> ${of} AND EXISTS (SELECT FROM ${claims} o WHERE o."transactionId" = ${of})
      AND ${isHere('k."transactionId"')}
    ON CONFLICT DO NOTHING`;

  const pairs = list('duplicates', '"id" uuid, "keptId" uuid, "otherId" uuid');
  const [one, other] = [joined('k."keptId"'), joined('k."otherId"')];
  await tx.$executeRaw`
    UPDATE "DuplicatePair" p SET "keptId" = k."keptId", "otherId" = k."otherId" FROM ${pairs} k
    WHERE p."householdId" = ${householdId}::uuid AND p."id" = k."id"
      AND ${isHere('k."keptId"')} AND ${isHere('k."otherId"')}`;
  await tx.$executeRaw`
    INSERT INTO "DuplicatePair"
    SELECT p.* FROM "Relink" q
    CROSS JOIN LATERAL jsonb_array_elements(COALESCE(q."before"->'duplicates', '[]')) AS each("row")
    CROSS JOIN LATERAL jsonb_populate_record(NULL::"DuplicatePair", each."row") AS p
    CROSS JOIN LATERAL (SELECT p."keptId", p."otherId") AS k
    WHERE q."householdId" = ${householdId}::uuid AND q."id" = ${relinkId}::uuid
      AND (${one} = ${other} OR EXISTS (SELECT FROM "DuplicatePair" o
        WHERE o."householdId" = p."householdId" AND o."keptId" = ${one} AND o."otherId" = ${other}))
      AND ${isHere('p."keptId"')} AND ${isHere('p."otherId"')}
    ON CONFLICT DO NOTHING`;

  // The new rows are back as they were; an old one, and one that was put away for a new one, where they
  // are still as the move left them.
  const putAway = list('putAway', '"id" uuid, "was" uuid');
  await tx.$executeRaw`
    WITH kept AS MATERIALIZED (SELECT * FROM ${putAway} k),
    joined AS MATERIALIZED (
      SELECT r."transactionId" AS "oldId", (r."joined"->>'id')::uuid AS "newId" FROM "RelinkRow" r
      WHERE r."householdId" = ${householdId}::uuid AND r."relinkId" = ${relinkId}::uuid
        AND r."joined" IS NOT NULL
    ), moved AS (
      SELECT e."id", e."was", NULLIF(COALESCE(w."oldId", e."then"), e."id") AS "left"
      FROM (
        SELECT k."id", k."was", k."was" AS "then" FROM kept k
        WHERE k."id" NOT IN (SELECT j."newId" FROM joined j)
        UNION ALL
        SELECT j."oldId", NULL, k."was" FROM kept k JOIN joined j ON j."newId" = k."id"
        WHERE j."oldId" NOT IN (SELECT o."id" FROM kept o)
      ) e
      LEFT JOIN joined w ON w."newId" = e."then"
    )
    UPDATE "Transaction" t SET "duplicateOfId" = m."was" FROM moved m
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = m."id"
      AND t."duplicateOfId" IS NOT DISTINCT FROM m."left"`;
}
