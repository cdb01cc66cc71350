import 'server-only';
import { accountName } from '#lib/accounts/account-name';
import { db, Prisma, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { SplitDto, UnsettledSplitListDto } from './contract.ts';
import { type MatchedPart, partsOfRow } from './part-columns.ts';

/** Waiting for a word at once; the next come when some are answered. */
const listLimit = 100;

/** How one transaction is split. @throws AppError not_found */
export async function getSplit(
  viewer: Viewer,
  transactionId: string,
  client: Pick<Tx, '$queryRaw'> = db(),
): Promise<SplitDto> {
  const [row] = await client.$queryRaw<SplitRow[]>`
    SELECT ${splitColumns}
    FROM "EffectiveTransaction" e
    JOIN "Transaction" t ON t."householdId" = e."householdId" AND t."id" = e."id"
    LEFT JOIN "Rule" r ON r."householdId" = t."householdId" AND r."id" = t."splitRuleId"
    WHERE e."householdId" = ${viewer.householdId}::uuid AND e."id" = ${transactionId}::uuid
      AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}`;
  if (!row) throw new AppError('not_found', 'There is no such transaction.');
  return toSplitDto(row);
}

/** Splits of which the bank changed the amount since, newest first: where does the difference belong? */
export async function listUnsettledSplits(viewer: Viewer): Promise<UnsettledSplitListDto> {
  const { householdId } = viewer;
  const rows = await db().$queryRaw<UnsettledRow[]>`
    SELECT e."id", e."date"::text AS "date", e."merchant", e."accountId",
      ${accountName} AS "accountName", e."categoryId", c."name" AS "categoryName", ${splitColumns}
    FROM ${unsettledRows(householdId)}
    JOIN "Transaction" t ON t."householdId" = e."householdId" AND t."id" = e."id"
    JOIN "Account" a ON a."householdId" = e."householdId" AND a."id" = e."accountId"
    LEFT JOIN "Rule" r ON r."householdId" = t."householdId" AND r."id" = t."splitRuleId"
    LEFT JOIN "Category" c ON c."householdId" = e."householdId" AND c."id" = e."categoryId"
    WHERE ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
    ORDER BY e."date" DESC, e."id" DESC LIMIT ${listLimit}`;
  const items = rows.map((row) => ({
    transactionId: row.id,
    date: row.date,
    merchant: row.merchant,
    account: { id: row.accountId, name: row.accountName },
    category:
      row.categoryId && row.categoryName ? { id: row.categoryId, name: row.categoryName } : null,
    split: toSplitDto(row),
  }));
  return { items, nextCursor: null };
}

/** How many of them there are. */
export async function countUnsettledSplits(viewer: Viewer): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM ${unsettledRows(viewer.householdId)}
    WHERE ${seesAccount(viewer, Prisma.sql`e."accountId"`)}`;
  return row?.count ?? 0;
}

/** SQL: rows `e` that a person split into what they do not come to any more. Rules' parts always do. */
function unsettledRows(householdId: string): Prisma.Sql {
  return Prisma.sql`(
      SELECT p."transactionId", sum(p."amountMinor") AS "sum" FROM "EffectivePart" p
      WHERE p."householdId" = ${householdId}::uuid AND p."ruleId" IS NULL GROUP BY 1
    ) s
    JOIN "EffectiveTransaction" e ON e."householdId" = ${householdId}::uuid
      AND e."id" = s."transactionId" AND e."amountMinor" <> s."sum"`;
}

type SplitRow = {
  amountMinor: bigint;
  currency: string | null;
  byPerson: boolean;
  parts: MatchedPart[] | null;
  rule: string | null;
};

type UnsettledRow = SplitRow & {
  id: string;
  date: string;
  merchant: string;
  accountId: string;
  accountName: string;
  categoryId: string | null;
  categoryName: string | null;
};

const splitColumns = Prisma.sql`e."amountMinor", e."currency", e."splitByPerson" AS "byPerson",
  ${partsOfRow()} AS "parts", r."name" AS "rule"`;

function toSplitDto({ amountMinor, currency, byPerson, parts, rule }: SplitRow): SplitDto {
  const minor = toSafeNumber(amountMinor);
  const given = parts ?? [];
  const byRule = !byPerson && given.length > 0;
  return {
    by: byPerson ? 'person' : byRule ? 'rule' : 'bank',
    rule: byRule ? rule : null,
    amount: { minor, currency: currency ?? unnamedCurrency },
    parts: given.map(({ matches: _, ...part }) => part),
    leftMinor: given.length === 0 ? 0 : given.reduce((left, part) => left - part.minor, minor),
  };
}
