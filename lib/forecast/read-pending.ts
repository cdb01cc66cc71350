import 'server-only';
import type { CivilDate } from '#lib/dates/civil-date';
import { db, Prisma } from '#lib/db/client';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';

const pendingLimit = 2_000;

/** What the bank has and does not count in its balance yet, also what somebody hid: it moves the account all the same. */
export const readPending = remembered(
  'pending',
  [...seenTopics, 'transactions'],
  async (viewer: Viewer) => {
    const rows = await db().$queryRaw<
      {
        id: string;
        on: CivilDate;
        name: string;
        accountId: string;
        currency: string;
        minor: bigint;
      }[]
    >`
    SELECT e."id", e."date"::text AS "on", e."merchant" AS "name", e."accountId",
      COALESCE(e."currency", ${unnamedCurrency}) AS "currency", e."amountMinor" AS "minor"
    FROM "EffectiveTransaction" e
    WHERE e."householdId" = ${viewer.householdId}::uuid AND e."pending"
      AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
    ORDER BY e."date" DESC, e."id" DESC LIMIT ${pendingLimit}`;
    return rows.map(({ minor, ...row }) => ({
      ...row,
      name: row.name || 'No name',
      amountMinor: toSafeNumber(minor),
      kind: 'pending' as const,
      href: `/transactions?open=${row.id}`,
    }));
  },
);
