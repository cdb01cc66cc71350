import 'server-only';
import { listCategories } from '#lib/categories/queries';
import { db } from '#lib/db/client';
import { updateTransaction } from '#lib/transactions/mutations';
import { listRecent } from '#lib/transactions/queries';
import { timeBoth, timeCalls } from './ask.ts';
import { type HeavyHousehold, settle, withHeavyHousehold } from './heavy-household.ts';
import type { Report } from './report.ts';

/** p95 in milliseconds. */
const goal = 60;

/**
 * The first page of the built product, in a household with 100,000 transactions and a plan for each of ten
 * categories: all of its cards, from the request to the last byte, with the frame around them, at both moments and after somebody sorted a row.
 */
export function benchOverview(): Promise<Report> {
  return withHeavyHousehold(async (heavy) => {
    await plan(heavy);
    await settle();
    const edit = await prepareEdits(heavy);
    const results = [
      ...(await timeBoth(heavy, 'the page', '/', goal)),
      ...(await timeCalls(heavy, 'the page, after an edit', '/', goal, edit)),
    ];
    return { name: 'overview', results };
  });
}

/** Puts one of the newest rows into another category at each call, as a person would. */
async function prepareEdits({ householdId }: HeavyHousehold): Promise<() => Promise<void>> {
  const { id: memberId } = await db().member.findFirstOrThrow({
    where: { householdId },
    select: { id: true },
  });
  const viewer = { householdId, memberId };
  const rows = (await listRecent(viewer)).items;
  const categories = (await listCategories(householdId)).filter(({ kind }) => kind === 'spending');
  let turn = 0;
  return async () => {
    const id = rows[turn % rows.length]?.id ?? '';
    turn += 1;
    await updateTransaction(viewer, id, { categoryId: categories[turn % categories.length]?.id });
  };
}

async function plan({ householdId }: HeavyHousehold): Promise<void> {
  await db().$executeRaw`
    INSERT INTO "BudgetPlan" ("householdId", "categoryId", "currency", "startsOn", "once", "amountMinor")
    SELECT "householdId", "id", 'USD', date_trunc('month', now())::date, false, 50000
    FROM "Category" WHERE "householdId" = ${householdId}::uuid AND "kind" = 'spending' AND "parentId" IS NOT NULL
    LIMIT 10`;
}
