import 'server-only';
import type { Tx } from '#lib/db/client';
import { balanceSign } from './compare.ts';
import type { Suspect } from './contract.ts';

/** More would not be read. */
const suspectLimit = 10;
/** Rows looked at: what came, went or changed since the two last agreed, and what is pending. */
const candidateLimit = 2_000;

type Question = {
  householdId: string;
  accountId: string;
  type: string;
  /** Bank minus implied, in Plaid's sign; not zero. */
  differenceMinor: bigint;
  agreedAt: Date;
  agreedOn: string;
  partedOn: string;
};

type Candidate = {
  id: string;
  amountMinor: bigint;
  pending: boolean;
  removed: boolean;
  /** What the bank's later changes added to the amount; 0 = none. */
  changedByMinor: bigint;
  /** It came more than five days after its date. */
  late: boolean;
  /** Another live posted row of the same amount lies within three days. */
  twin: boolean;
};

/**
 * Rows and days that may explain why an account is off, those that explain all of it first.
 * It accuses nobody: it says where to look.
 */
export async function findSuspects(tx: Tx, question: Question): Promise<Suspect[]> {
  // In our sign, what the bank counts and our rows do not.
  const missing = balanceSign(question.type) * question.differenceMinor;
  const candidates = await readCandidates(tx, question);
  const suspects = candidates.flatMap((row) => accuse(row, missing) ?? []);
  if (isMoreThanADay(question.agreedOn, question.partedOn)) {
    suspects.push({ kind: 'gap', from: question.agreedOn, to: question.partedOn });
  }
  return suspects.sort((a, b) => rank(a) - rank(b)).slice(0, suspectLimit);
}

function accuse(row: Candidate, missing: bigint): Suspect | null {
  const about = (kind: Exclude<Suspect['kind'], 'gap'>, exact: boolean): Suspect => ({
    kind,
    transactionId: row.id,
    exact,
  });
  if (row.removed) return about('withdrawn', row.amountMinor === missing);
  if (row.pending) return row.amountMinor === missing ? about('pending', true) : null;
  const isWhatWeHaveTooMuch = row.amountMinor === -missing;
  if (row.twin) return about('duplicate', isWhatWeHaveTooMuch);
  if (row.changedByMinor !== 0n) return about('changed', row.changedByMinor === -missing);
  if (isWhatWeHaveTooMuch) return about('extra', true);
  return row.late ? about('late', false) : null;
}

function rank(suspect: Suspect): number {
  if (suspect.kind === 'gap') return 2;
  return suspect.exact ? 0 : 1;
}

function isMoreThanADay(from: string, to: string): boolean {
  return Date.parse(to) - Date.parse(from) > 86_400_000;
}

/**
 * Each side is gathered first, and twins are found as neighbours in one order of the account: looked
 * for from every candidate they took minutes in an account of 25,000 rows, within the commit.
 */
function readCandidates(tx: Tx, question: Question): Promise<Candidate[]> {
  const { householdId, accountId, agreedAt } = question;
  return tx.$queryRaw<Candidate[]>`
    WITH candidate AS MATERIALIZED (
      SELECT t."id", t."amountMinor", t."pending", t."removedAt", t."createdAt", t."date"
      FROM "Transaction" t
      WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = ${accountId}::uuid
        AND t."importId" IS NULL AND t."duplicateOfId" IS NULL
        AND (t."createdAt" > ${agreedAt} OR t."removedAt" > ${agreedAt}
          OR t."updatedAt" > ${agreedAt} OR (t."pending" AND t."removedAt" IS NULL))
      ORDER BY t."date" DESC, t."id" DESC
      LIMIT ${candidateLimit}
    ), neighbour AS MATERIALIZED (
      SELECT t."id", t."date" - lag(t."date") OVER alike AS "daysAfter",
        lead(t."date") OVER alike - t."date" AS "daysBefore"
      FROM "Transaction" t
      WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = ${accountId}::uuid
        AND t."removedAt" IS NULL AND NOT t."pending" AND t."importId" IS NULL
        AND t."duplicateOfId" IS NULL
      WINDOW alike AS (PARTITION BY t."amountMinor", t."name" ORDER BY t."date")
    )
    SELECT t."id", t."amountMinor", t."pending", t."removedAt" IS NOT NULL AS "removed",
      COALESCE(c."changedBy", 0)::bigint AS "changedByMinor",
      (t."createdAt" AT TIME ZONE 'UTC')::date - t."date" > 5 AS "late",
      t."id" IN (SELECT n."id" FROM neighbour n
        WHERE n."daysAfter" <= 3 OR n."daysBefore" <= 3) AS "twin"
    FROM candidate t
    LEFT JOIN LATERAL (
      SELECT sum((c."after"->>'amountMinor')::bigint - (c."before"->>'amountMinor')::bigint)
        AS "changedBy"
      FROM "SyncChange" c
      JOIN "SyncRun" r ON r."householdId" = c."householdId" AND r."id" = c."syncRunId"
      WHERE c."householdId" = ${householdId}::uuid AND c."transactionId" = t."id"
        AND c."kind" = 'changed' AND r."startedAt" > ${agreedAt}
    ) c ON true
    ORDER BY t."date" DESC, t."id" DESC`;
}
