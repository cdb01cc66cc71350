import 'server-only';
import { db } from '#lib/db/client';
import { timeBoth } from './ask.ts';
import { type HeavyHousehold, settle, withHeavyHousehold } from './heavy-household.ts';
import type { Report } from './report.ts';

/** p95 in milliseconds. */
const goal = 60;

/**
 * The first page of the built product, in a household with 100,000 transactions and a plan for each of ten
 * categories: all of its cards, from the request to the last byte, with the frame around them, and at both moments.
 */
export function benchOverview(): Promise<Report> {
  return withHeavyHousehold(async (heavy) => {
    await plan(heavy);
    await settle();
    return { name: 'overview', results: await timeBoth(heavy, 'the page', '/', goal) };
  });
}

async function plan({ householdId }: HeavyHousehold): Promise<void> {
  await db().$executeRaw`
    INSERT INTO "BudgetPlan" ("householdId", "categoryId", "currency", "startsOn", "once", "amountMinor")
    SELECT "householdId", "id", 'USD', date_trunc('month', now())::date, false, 50000
    FROM "Category" WHERE "householdId" = ${householdId}::uuid AND "kind" = 'spending' AND "parentId" IS NOT NULL
    LIMIT 10`;
}
