import 'server-only';
import { db } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import { remembered } from '#lib/versions/remembered';

/** What a household has any of at all, whoever sees it. */
export type Traits = {
  /** Rows in parts. */
  parts: boolean;
  /** Rows that pay others back. */
  links: boolean;
  transfers: boolean;
  /** Pairs that nobody has answered. */
  duplicates: boolean;
  matches: boolean;
  goals: boolean;
  /** Not rows, but that they are in the sums by month (lib/month-sums). */
  sums: boolean;
};

/**
 * What else need not be asked for: PostgreSQL plans what reads such rows from views over a dozen tables for longer
 * than it takes to read a page, also where there are none, as in most households.
 */
export const readTraits = remembered(
  'traits',
  ['rows', 'goals'],
  async ({ householdId }: Viewer): Promise<Traits> => {
    const [traits] = await db().$queryRaw<Traits[]>`
    SELECT EXISTS (
        SELECT FROM "SplitPart" p WHERE p."householdId" = ${householdId}::uuid) AS "parts",
      EXISTS (SELECT FROM "SettleLink" k WHERE k."householdId" = ${householdId}::uuid) AS "links",
      EXISTS (SELECT FROM "Transfer" x WHERE x."householdId" = ${householdId}::uuid) AS "transfers",
      EXISTS (SELECT FROM "DuplicatePair" d
        WHERE d."householdId" = ${householdId}::uuid AND d."decidedAt" IS NULL) AS "duplicates",
      EXISTS (SELECT FROM "MatchSuggestion" s
        WHERE s."householdId" = ${householdId}::uuid AND s."decidedAt" IS NULL) AS "matches",
      EXISTS (SELECT FROM "Goal" g WHERE g."householdId" = ${householdId}::uuid) AS "goals",
      EXISTS (SELECT FROM "Household" h
        WHERE h."id" = ${householdId}::uuid AND h."monthSumsAt" IS NOT NULL) AS "sums"`;
    if (!traits) throw new Error('PostgreSQL answered a SELECT EXISTS without a row.');
    return traits;
  },
);
