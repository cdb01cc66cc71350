import 'server-only';
import type { CivilDate } from '#lib/dates/civil-date';
import { db, Prisma } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { unnamedCurrency } from '#lib/money/currency';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';

/** So many of the newest rows say which currency is used most. */
const newestLimit = 1_000;

type Ends = {
  /** The day of the viewer's first row; null without any. */
  firstDay: CivilDate | null;
  /** The currency of most of their newest rows. */
  usualCurrency: string;
};

/** What the viewer's first and newest rows say, in one look: whoever asks for a budget asks for both. */
export const readEnds = remembered(
  'ends of the books',
  [...seenTopics, 'transactions'],
  async (viewer: Viewer): Promise<Ends> => {
    const seen = Prisma.sql`"EffectiveTransaction" e
      WHERE e."householdId" = ${viewer.householdId}::uuid
        AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}`;
    const [row] = await db().$queryRaw<{ firstDay: CivilDate | null; currency: string | null }[]>`
      ${keptPlan} SELECT (
        SELECT e."date"::text FROM ${seen} ORDER BY e."date", e."id" LIMIT 1) AS "firstDay", (
        SELECT n."currency" FROM (
          SELECT e."currency" FROM ${seen} ORDER BY e."date" DESC, e."id" DESC LIMIT ${newestLimit}) n
        GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1) AS "currency"`;
    return { firstDay: row?.firstDay ?? null, usualCurrency: row?.currency ?? unnamedCurrency };
  },
);
