import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { carryGoalAccounts } from '#lib/goals/carry-goals';
import { keptBefore } from './kept-before.ts';
import type { Move } from './move-history.ts';

type Relinking = { householdId: string; relinkId: string };

/** What people chose by the accounts of either side, as it is: goals, floors, saved questions and rules. */
export async function keepChoicesBefore(
  tx: Tx,
  { householdId, relinkId, plans }: Move,
): Promise<void> {
  const newIds = plans.map((plan) => plan.toAccountId);
  const ids = [...newIds, ...plans.map((plan) => plan.fromAccountId)];
  const of = Prisma.sql`x."householdId" = ${householdId}::uuid`;
  const names = (column: string) => Prisma.sql`EXISTS (
    SELECT FROM unnest(${newIds}::uuid[]) AS id WHERE strpos(${Prisma.raw(column)}, id::text) > 0)`;
  await tx.$executeRaw`
    UPDATE "Relink" SET "before" = "before" || jsonb_build_object(
      'goalAccounts', (SELECT COALESCE(jsonb_agg(to_jsonb(x)), '[]') FROM "GoalAccount" x
        WHERE ${of} AND x."accountId" = ANY(${ids}::uuid[])),
      'contributions', (SELECT COALESCE(jsonb_agg(to_jsonb(x)), '[]') FROM "GoalContribution" x
        WHERE ${of} AND x."accountId" = ANY(${newIds}::uuid[])),
      'floors', (SELECT COALESCE(jsonb_agg(to_jsonb(x)), '[]') FROM "BalanceFloor" x
        WHERE ${of} AND x."accountId" = ANY(${ids}::uuid[])),
      'reports', (SELECT COALESCE(jsonb_agg(to_jsonb(x)), '[]') FROM "SavedReport" x
        WHERE ${of} AND x."accountId" = ANY(${newIds}::uuid[])),
      'views', (SELECT COALESCE(jsonb_agg(to_jsonb(x)), '[]') FROM "SavedView" x
        WHERE ${of} AND ${names('x."query"')}),
      'rules', (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', x."id",
          'accountIds', x."accountIds")), '[]') FROM "Rule" x
        WHERE ${of} AND x."accountIds" && ${newIds}::uuid[])
    )
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${relinkId}::uuid`;
}

/**
 * What was chosen by a new account is about the one that it becomes. Who set a floor for both keeps the older.
 *
 * @param pairs  SQL: the accounts as rows `p`
 */
export async function carryChoices(tx: Tx, move: Move, pairs: Prisma.Sql): Promise<void> {
  const { householdId, plans } = move;
  await carryGoalAccounts(
    tx,
    householdId,
    plans.map((plan) => ({ from: plan.toAccountId, into: plan.fromAccountId })),
  );
  await tx.$executeRaw`
    INSERT INTO "BalanceFloor" ("householdId", "memberId", "accountId", "minor")
    SELECT f."householdId", f."memberId", p."fromAccountId", f."minor"
    FROM "BalanceFloor" f JOIN ${pairs} ON f."accountId" = p."toAccountId"
    WHERE f."householdId" = ${householdId}::uuid ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    UPDATE "SavedReport" s SET "accountId" = p."fromAccountId", "query" = ${asOld('s."query"')}
    FROM ${pairs}
    WHERE s."householdId" = ${householdId}::uuid AND s."accountId" = p."toAccountId"`;
  await tx.$executeRaw`
    UPDATE "SavedView" s SET "query" = ${asOld('s."query"')} FROM ${pairs}
    WHERE s."householdId" = ${householdId}::uuid AND strpos(s."query", p."toAccountId"::text) > 0`;
  await tx.$executeRaw`
    UPDATE "Rule" r SET "accountIds" = ${oldsOf('r."accountIds"', pairs)}
    WHERE r."householdId" = ${householdId}::uuid
      AND r."accountIds" && ${plans.map((plan) => plan.toAccountId)}::uuid[]`;
}

/** SQL: a query of a URL that asks for the old account of a pair where it asked for the new one. */
function asOld(query: string): Prisma.Sql {
  return Prisma.sql`replace(${Prisma.raw(query)}, p."toAccountId"::text, p."fromAccountId"::text)`;
}

/** SQL: accounts that a rule names, each new one as the old one that it becomes. */
function oldsOf(ids: string, pairs: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`ARRAY(SELECT DISTINCT COALESCE(p."fromAccountId", id)
    FROM unnest(${Prisma.raw(ids)}) AS id LEFT JOIN ${pairs} ON p."toAccountId" = id ORDER BY 1)`;
}

/**
 * The way back: what was about the new account before, and still stands, is about it again; what somebody
 * changed or took away since stays as they left it. Comes after the new accounts are back.
 */
export async function partChoices(
  tx: Tx,
  { householdId, relinkId }: Relinking,
  pairs: Prisma.Sql,
): Promise<void> {
  const { list } = keptBefore(householdId, relinkId);
  const goals = list('goalAccounts', '"goalId" uuid, "accountId" uuid');
  await partKeyed(tx, householdId, pairs, 'GoalAccount', 'goalId', goals);
  const floors = list('floors', '"memberId" uuid, "accountId" uuid, "minor" bigint');
  await partKeyed(tx, householdId, pairs, 'BalanceFloor', 'memberId', floors);
  await tx.$executeRaw`
    UPDATE "GoalContribution" c SET "accountId" = k."accountId"
    FROM ${list('contributions', '"id" uuid, "goalId" uuid, "accountId" uuid')} k
    JOIN ${pairs} ON p."toAccountId" = k."accountId"
    WHERE c."householdId" = ${householdId}::uuid AND c."goalId" = k."goalId" AND c."id" = k."id"
      AND c."accountId" = p."fromAccountId"`;
  await tx.$executeRaw`
    UPDATE "SavedReport" s SET "accountId" = k."accountId", "query" = k."query"
    FROM ${list('reports', '"id" uuid, "accountId" uuid, "query" text')} k
    JOIN ${pairs} ON p."toAccountId" = k."accountId"
    WHERE s."householdId" = ${householdId}::uuid AND s."id" = k."id"
      AND s."accountId" = p."fromAccountId" AND s."query" = ${asOld('k."query"')}`;
  await tx.$executeRaw`
    UPDATE "SavedView" s SET "query" = k."query"
    FROM ${list('views', '"id" uuid, "query" text')} k
    JOIN ${pairs} ON strpos(k."query", p."toAccountId"::text) > 0
    WHERE s."householdId" = ${householdId}::uuid AND s."id" = k."id"
      AND s."query" = ${asOld('k."query"')}`;
  await tx.$executeRaw`
    UPDATE "Rule" r SET "accountIds" = k."accountIds"
    FROM ${list('rules', '"id" uuid, "accountIds" uuid[]')} k
    WHERE r."householdId" = ${householdId}::uuid AND r."id" = k."id"
      AND r."accountIds" = ${oldsOf('k."accountIds"', pairs)}`;
}

/**
 * A table with a row for each account and whatever else is its key: one that stands with the old account goes to the
 * new one where it came from there; where both had one, each has its own.
 */
async function partKeyed(
  tx: Tx,
  householdId: string,
  pairs: Prisma.Sql,
  table: 'GoalAccount' | 'BalanceFloor',
  key: 'goalId' | 'memberId',
  kept: Prisma.Sql,
): Promise<void> {
  const [rows, by] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${key}"`)];
  const hadBoth = Prisma.sql`EXISTS (SELECT FROM ${kept} b
    WHERE b.${by} = k.${by} AND b."accountId" = p."fromAccountId")`;
  await tx.$executeRaw`
    INSERT INTO ${rows}
    SELECT n.* FROM ${kept} k
    JOIN ${pairs} ON p."toAccountId" = k."accountId"
    JOIN ${rows} o ON o."householdId" = ${householdId}::uuid AND o.${by} = k.${by}
      AND o."accountId" = p."fromAccountId"
    CROSS JOIN LATERAL jsonb_populate_record(o, CASE WHEN ${hadBoth} THEN to_jsonb(k)
      ELSE jsonb_build_object('accountId', k."accountId") END) AS n`;
  await tx.$executeRaw`
    DELETE FROM ${rows} o USING ${kept} k, ${pairs}
    WHERE k."accountId" = p."toAccountId" AND o."householdId" = ${householdId}::uuid
      AND o.${by} = k.${by} AND o."accountId" = p."fromAccountId"
      AND NOT ${hadBoth}`;
}
