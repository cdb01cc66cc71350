import 'server-only';
import { z } from 'zod';
import { accountName } from '#lib/accounts/account-name';
import { civilDateSchema } from '#lib/dates/contract';
import { db, Prisma } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/db/list-cursor';
import { toSafeNumber } from '#lib/money/minor';
import { requireAccount, seesAccount, type Viewer } from '#lib/privacy/viewer';
import { activityKindOf } from './activity-kind.ts';
import type { ActivityDto, ActivityPage, ActivityQuery } from './contract.ts';

const position = z.object({ date: civilDateSchema, id: z.uuid() });

type Row = {
  id: string;
  date: string;
  name: string;
  accountId: string;
  accountName: string;
  securityName: string | null;
  ticker: string | null;
  hasSecurity: boolean;
  quantity: string;
  price: string;
  amountMinor: bigint;
  feesMinor: bigint | null;
  currency: string;
  type: string;
  subtype: string | null;
};

/** What happened in the viewer's investment accounts, the newest first. @throws AppError not_found */
export async function listActivity(viewer: Viewer, query: ActivityQuery): Promise<ActivityPage> {
  const { accountId, limit } = query;
  const conditions = [seesAccount(viewer, Prisma.sql`t."accountId"`)];
  if (accountId) {
    await requireAccount(viewer, accountId);
    conditions.push(Prisma.sql`t."accountId" = ${accountId}::uuid`);
  }
  if (query.cursor) {
    const { date, id } = decodeCursor(query.cursor, position);
    conditions.push(Prisma.sql`(t."date", t."id") < (${date}::date, ${id}::uuid)`);
  }
  const rows = await db().$queryRaw<Row[]>`
    SELECT t."id", t."date"::text AS "date", t."name", t."accountId",
      ${accountName} AS "accountName", s."name" AS "securityName", s."ticker",
      s."id" IS NOT NULL AS "hasSecurity", trim_scale(t."quantity")::text AS "quantity",
      trim_scale(t."price")::text AS "price", t."amountMinor", t."feesMinor", t."currency",
      t."type", t."subtype"
    FROM "InvestmentTransaction" t
    JOIN "Account" a ON a."householdId" = t."householdId" AND a."id" = t."accountId"
    LEFT JOIN "Security" s ON s."householdId" = t."householdId" AND s."id" = t."securityId"
    WHERE t."householdId" = ${viewer.householdId}::uuid AND t."removedAt" IS NULL
      AND a."hiddenAt" IS NULL AND ${Prisma.join(conditions, ' AND ')}
    ORDER BY t."date" DESC, t."id" DESC LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = last !== undefined && rows.length > limit;
  return {
    items: page.map(toActivityDto),
    nextCursor: hasMore ? encodeCursor({ date: last.date, id: last.id }) : null,
  };
}

function toActivityDto(row: Row): ActivityDto {
  const { id, date, name, accountId, quantity, price, currency, ticker, feesMinor } = row;
  const hasUnits = quantity !== '0';
  return {
    id,
    date,
    kind: activityKindOf(row),
    name,
    accountId,
    accountName: row.accountName,
    security: row.hasSecurity ? { name: row.securityName ?? ticker ?? name, ticker } : null,
    quantity: hasUnits ? quantity : null,
    price: hasUnits && price !== '0' ? price : null,
    amount: { minor: toSafeNumber(row.amountMinor), currency },
    feesMinor: feesMinor === null ? null : toSafeNumber(feesMinor),
  };
}
