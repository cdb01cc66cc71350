import 'server-only';
import { db } from '#lib/db/client';
import { noteChange } from '#lib/versions/mutations';
import { timeBoth } from './ask.ts';
import { type HeavyHousehold, withHeavyHousehold } from './heavy-household.ts';
import type { Report, Result } from './report.ts';

/** p95 in milliseconds. */
const goal = 80;

const reports: Record<string, string>[] = [
  { kind: 'cash-flow' },
  { kind: 'flow' },
  { kind: 'spending' },
  { kind: 'spending', by: 'group', compare: 'year' },
  { kind: 'spending', by: 'account' },
  { kind: 'spending', by: 'tag' },
  { kind: 'spending', by: 'merchant' },
  { kind: 'income' },
  { kind: 'years' },
  { kind: 'custom', measure: 'net', q: 'category:coffee' },
];

/** Every report over 24 months of 100,000 transactions, over the API of the built product. */
export function benchReports(): Promise<Report> {
  return withHeavyHousehold(async (heavy) => {
    const results: Result[] = [];
    const today = new Date().toISOString().slice(0, 10);
    for (const asked of reports) {
      const query = new URLSearchParams({ ...asked, period: '24m', today });
      const what = Object.values(asked).join(', ');
      results.push(...(await timeBoth(heavy, what, `/api/reports?${query}`, goal, renameRow)));
    }
    return { name: 'reports', results };
  });
}

/** One of whatever month it is. */
async function renameRow({ householdId }: HeavyHousehold): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE "Transaction" SET "personName" = "id"::text, "personNameSetAt" = now()
      WHERE "householdId" = ${householdId}::uuid AND "id" = (
        SELECT t."id" FROM "Transaction" t
        WHERE t."householdId" = ${householdId}::uuid AND t."personNameSetAt" IS NULL
        ORDER BY random() LIMIT 1)`;
    await noteChange(tx, [householdId]);
  });
}
