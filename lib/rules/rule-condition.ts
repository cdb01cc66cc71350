import 'server-only';
import { Prisma } from '#lib/db/client';
import { containing, exactly } from '#lib/db/containing';
import { searchText } from '#lib/transactions/search-text';
import type { Rule } from './judge-row.ts';

/**
 * What a rule asks about, as SQL over "Transaction" t: says the same as matchesRow() in judge-row.ts, for
 * counting what it matches without reading all rows. When the rule was made is not asked about.
 */
export function ruleCondition(rule: Rule): Prisma.Sql {
  const all: Prisma.Sql[] = [];
  if (rule.direction === 'in') all.push(Prisma.sql`t."amountMinor" > 0`);
  if (rule.direction === 'out') all.push(Prisma.sql`t."amountMinor" <= 0`);
  if (rule.minMinor !== null || rule.maxMinor !== null) {
    all.push(Prisma.sql`t."currency" = ${rule.currency}`);
  }
  if (rule.minMinor !== null) all.push(Prisma.sql`abs(t."amountMinor") >= ${rule.minMinor}`);
  if (rule.maxMinor !== null) all.push(Prisma.sql`abs(t."amountMinor") <= ${rule.maxMinor}`);
  if (rule.accountIds.length > 0) {
    all.push(Prisma.sql`t."accountId" = ANY(${rule.accountIds}::uuid[])`);
  }
  if (rule.plaidCodes.length > 0) {
    const codes = rule.plaidCodes;
    all.push(Prisma.sql`(t."pfcDetailed" = ANY(${codes}) OR t."pfcPrimary" = ANY(${codes}))`);
  }
  const merchant = Prisma.sql`COALESCE(t."merchantName", t."name")`;
  if (rule.merchant !== null) {
    all.push(Prisma.sql`${searchText} ILIKE ${containing(rule.merchant)}
      AND ${merchant} ILIKE ${exactly(rule.merchant)}`);
  }
  if (rule.text !== null) {
    const text = containing(rule.text);
    all.push(Prisma.sql`${searchText} ILIKE ${text} AND (t."name" ILIKE ${text}
      OR t."merchantName" ILIKE ${text} OR t."originalDescription" ILIKE ${text}
      OR t."memo" ILIKE ${text})`);
  }
  return all.length === 0 ? Prisma.sql`true` : Prisma.join(all, ' AND ');
}
