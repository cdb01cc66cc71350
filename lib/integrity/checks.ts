import 'server-only';
import { sealedColumns } from '#lib/crypto/sealed-columns';

export type IntegrityCheck = {
  invariant: string;
  statement: string;
  /** SQL. Selects a `subject` for every row that breaks it. */
  violations: string;
  /** SQL that takes away what broke it; what is needed of that, the worker makes anew. No decision and no row is lost. */
  mend?: string;
};

/**
 * The invariants of docs/reliability.md that a look at the database can refute, whatever wrote it.
 * Each is one read-only statement; none assumes that another holds.
 */
export const integrityChecks: readonly IntegrityCheck[] = [
  {
    invariant: 'I1',
    statement: 'A transaction is of the connection that its account is of.',
    violations: `
      SELECT 'Transaction ' || t."id" AS "subject"
      FROM "Transaction" t
      JOIN "Account" a ON a."householdId" = t."householdId" AND a."id" = t."accountId"
      WHERE t."itemId" IS DISTINCT FROM a."itemId"`,
  },
  {
    invariant: 'I1',
    statement: 'A transaction names no category that its household has not.',
    violations: `
      SELECT 'Transaction ' || t."id" AS "subject"
      FROM "Transaction" t
      LEFT JOIN "Category" b ON b."householdId" = t."householdId" AND b."id" = t."providerCategoryId"
      LEFT JOIN "Category" p ON p."householdId" = t."householdId" AND p."id" = t."personCategoryId"
      LEFT JOIN "Category" r ON r."householdId" = t."householdId" AND r."id" = t."ruleCategoryId"
      WHERE (t."providerCategoryId" IS NOT NULL AND b."id" IS NULL)
        OR (t."personCategoryId" IS NOT NULL AND p."id" IS NULL)
        OR (t."ruleCategoryId" IS NOT NULL AND r."id" IS NULL)`,
  },
  {
    invariant: 'I2',
    statement:
      'A transaction of Plaid’s is one row: no current id is also another live row’s former id.',
    violations: `
      SELECT 'Transaction ' || t."id" AS "subject"
      FROM "TransactionAlias" a
      JOIN "Transaction" t ON t."householdId" = a."householdId" AND t."itemId" = a."itemId"
        AND t."plaidTransactionId" = a."plaidTransactionId" AND t."id" <> a."transactionId"
        AND t."removedAt" IS NULL
      JOIN "Transaction" s ON s."householdId" = a."householdId" AND s."id" = a."transactionId"
        AND s."removedAt" IS NULL`,
  },
  {
    invariant: 'I3',
    statement: 'A pending row and its posted successor are never both live.',
    violations: `
      SELECT 'Transaction ' || p."id" AS "subject"
      FROM "Transaction" t
      JOIN "Transaction" p ON p."householdId" = t."householdId" AND p."itemId" = t."itemId"
        AND p."plaidTransactionId" = t."plaidPendingId" AND p."removedAt" IS NULL AND p."pending"
      WHERE t."plaidPendingId" IS NOT NULL AND t."removedAt" IS NULL`,
  },
  {
    invariant: 'I2',
    statement: 'What Plaid said of a transaction goes with its row.',
    violations: `
      SELECT 'Transaction ' || s."transactionId" AS "subject"
      FROM "TransactionSource" s
      WHERE NOT EXISTS (SELECT FROM "Transaction" t
        WHERE t."householdId" = s."householdId" AND t."id" = s."transactionId")`,
    mend: `
      DELETE FROM "TransactionSource" s WHERE NOT EXISTS (SELECT FROM "Transaction" t
        WHERE t."householdId" = s."householdId" AND t."id" = s."transactionId")`,
  },
  {
    invariant: 'I4',
    statement: 'Nothing stands in a person’s column without the mark that a person set it.',
    violations: `
      SELECT 'Transaction ' || "id" AS "subject" FROM "Transaction"
      WHERE ("note" IS NOT NULL AND "noteSetAt" IS NULL)
        OR ("personName" IS NOT NULL AND "personNameSetAt" IS NULL)
        OR ("personCategoryId" IS NOT NULL AND "personCategorySetAt" IS NULL)
        OR ("personDate" IS NOT NULL AND "personDateSetAt" IS NULL)
        OR ("hidden" AND "hiddenSetAt" IS NULL) OR ("reviewed" AND "reviewedSetAt" IS NULL)
      UNION ALL
      SELECT 'SplitPart ' || p."id" FROM "SplitPart" p
      JOIN "Transaction" t ON t."householdId" = p."householdId" AND t."id" = p."transactionId"
      WHERE p."ruleId" IS NULL AND t."splitSetAt" IS NULL`,
  },
  {
    invariant: 'I4',
    statement: 'What stands in a rule’s column is said by a rule that is there and switched on.',
    violations: `
      SELECT 'Transaction ' || s."id" AS "subject"
      FROM (
        SELECT t."householdId", t."id", said."ruleId"
        FROM "Transaction" t
        CROSS JOIN LATERAL (VALUES
          (t."ruleCategoryId" IS NOT NULL, t."ruleCategoryRuleId"),
          (t."ruleName" IS NOT NULL, t."ruleNameRuleId"),
          (t."ruleNote" IS NOT NULL, t."ruleNoteRuleId"),
          (t."hiddenRuleId" IS NOT NULL, t."hiddenRuleId"),
          (t."reviewedRuleId" IS NOT NULL, t."reviewedRuleId"),
          (t."splitRuleId" IS NOT NULL, t."splitRuleId")) AS said("is", "ruleId")
        WHERE said."is" OR said."ruleId" IS NOT NULL
        UNION ALL
        SELECT "householdId", "transactionId", "ruleId" FROM "TransactionTag"
        WHERE "ruleId" IS NOT NULL OR "byPerson" IS NULL
        UNION ALL
        SELECT "householdId", "transactionId", "ruleId" FROM "SplitPart"
        WHERE "ruleId" IS NOT NULL) s
      LEFT JOIN "Rule" r ON r."householdId" = s."householdId" AND r."id" = s."ruleId"
        AND r."enabled"
      WHERE r."id" IS NULL`,
  },
  {
    invariant: 'I10',
    statement:
      'The parts that a rule makes of a transaction come to its amount, and stand where no person decided.',
    violations: `
      SELECT 'Transaction ' || t."id" AS "subject" FROM "Transaction" t
      LEFT JOIN (
        SELECT "householdId", "transactionId", min("ruleId"::text) AS "ruleId",
          count(DISTINCT "ruleId") AS "rules", sum("amountMinor") AS "sum"
        FROM "SplitPart" WHERE "ruleId" IS NOT NULL GROUP BY 1, 2
      ) s ON s."householdId" = t."householdId" AND s."transactionId" = t."id"
      WHERE CASE WHEN t."splitSetAt" IS NULL AND t."splitRuleId" IS NOT NULL
        THEN (t."splitRuleId"::text, t."amountMinor", 1)
          IS DISTINCT FROM (s."ruleId", s."sum", s."rules")
        ELSE s."sum" IS NOT NULL END`,
  },
  {
    invariant: 'I6',
    statement: 'Work that is owed has a lease, an alarm or a time to be tried again.',
    violations: `
      SELECT 'Item ' || i."id" AS "subject" FROM "Item" i
      WHERE i."doneSeq" < i."requestedSeq" AND i."removeRequestedAt" IS NULL
        AND i."accessTokenSealed" IS NOT NULL AND i."stopReason" IS NULL
        AND (i."leaseUntil" IS NULL OR i."leaseUntil" < now())
        AND (i."retryAt" IS NULL OR i."retryAt" < now() - interval '5 minutes')
        AND COALESCE(i."lastAttemptAt", i."createdAt") < now() - interval '5 minutes'
        AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j WHERE j."key" = 'sync:' || i."id")`,
  },
  {
    invariant: 'I6',
    statement: 'No more is done than was asked for.',
    violations: `
      SELECT 'Item ' || "id" AS "subject" FROM "Item" WHERE "doneSeq" > "requestedSeq"`,
  },
  {
    invariant: 'I7',
    statement: 'No lease lasts longer than a lease may, and none outlives its holder’s name.',
    violations: `
      SELECT 'Item ' || "id" AS "subject" FROM "Item"
      WHERE "leaseUntil" > now() + interval '10 minutes'
        OR ("leaseUntil" IS NOT NULL AND "leaseOwner" IS NULL)`,
  },
  {
    invariant: 'I9',
    statement: 'A removed Item has no token, no address for webhooks and no alarm.',
    violations: `
      SELECT 'Item ' || i."id" AS "subject" FROM "Item" i
      WHERE i."removedAt" IS NOT NULL AND (i."accessTokenSealed" IS NOT NULL
        OR EXISTS (SELECT 1 FROM "ItemDirectory" d
          WHERE d."householdId" = i."householdId" AND d."itemId" = i."id"))`,
  },
  {
    invariant: 'I9',
    statement: 'Every address for webhooks leads to an Item, and every live Item has one.',
    violations: `
      SELECT 'ItemDirectory ' || d."plaidItemId" AS "subject" FROM "ItemDirectory" d
      LEFT JOIN "Item" i ON i."householdId" = d."householdId" AND i."id" = d."itemId"
      WHERE i."id" IS NULL
      UNION ALL
      SELECT 'Item ' || i."id" FROM "Item" i
      LEFT JOIN "ItemDirectory" d ON d."plaidItemId" = i."plaidItemId"
      WHERE i."removedAt" IS NULL AND d."itemId" IS DISTINCT FROM i."id"`,
  },
  {
    invariant: 'I10',
    statement: 'A receipt counts what it lists.',
    violations: `
      SELECT 'SyncRun ' || r."id" AS "subject" FROM "SyncRun" r
      LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE c."kind" = 'posted') AS "posted",
          count(*) FILTER (WHERE c."kind" IN ('changed', 'restored')) AS "changed",
          count(*) FILTER (WHERE c."kind" = 'removed') AS "removed"
        FROM "SyncChange" c
        WHERE c."householdId" = r."householdId" AND c."syncRunId" = r."id") c ON true
      WHERE (r."posted", r."changed", r."removed") IS DISTINCT FROM
        (c."posted"::int, c."changed"::int, c."removed"::int)`,
  },
  {
    invariant: 'I10',
    statement: 'A tie-out verdict says what its two balances say.',
    violations: `
      SELECT 'Account ' || "accountId" AS "subject" FROM "TieOut"
      WHERE ("status" = 'off' AND "bankMinor" IS NOT DISTINCT FROM "impliedMinor")
        OR ("status" = 'ties_out' AND "reason" IS NULL
          AND "bankMinor" IS DISTINCT FROM "impliedMinor")
        OR ("status" = 'no_basis' AND "impliedMinor" IS NOT NULL)`,
  },
  {
    invariant: 'I10',
    statement:
      'What is in an account kept by hand is what was in it first, or last said to be, and its rows since.',
    violations: `
      SELECT 'Account ' || a."id" AS "subject" FROM "Account" a
      LEFT JOIN LATERAL (
        SELECT w."date", w."valueMinor" FROM "Valuation" w
        WHERE w."householdId" = a."householdId" AND w."accountId" = a."id"
        ORDER BY w."date" DESC LIMIT 1) v ON true
      WHERE a."openingMinor" IS NOT NULL
        AND a."currentMinor" IS DISTINCT FROM COALESCE(v."valueMinor", a."openingMinor")
        + CASE WHEN a."type" IN ('credit', 'loan') THEN -1 ELSE 1 END * (
          SELECT COALESCE(sum(t."amountMinor"), 0) FROM "Transaction" t
          WHERE t."householdId" = a."householdId" AND t."accountId" = a."id"
            AND t."removedAt" IS NULL AND t."duplicateOfId" IS NULL
            AND t."date" > COALESCE(v."date", '-infinity'))`,
  },
  {
    invariant: 'I10',
    statement: 'What an account’s rows were last counted to come to is what they come to.',
    violations: `
      SELECT 'TieOut ' || v."accountId" AS "subject" FROM "TieOut" v
      LEFT JOIN LATERAL (
        SELECT COALESCE(sum(t."amountMinor") FILTER (WHERE NOT t."pending"), 0) AS "posted",
          COALESCE(sum(t."amountMinor") FILTER (WHERE t."pending"), 0) AS "pending",
          count(*) FILTER (WHERE t."currency" IS DISTINCT FROM v."currency") AS "foreign"
        FROM "Transaction" t
        WHERE t."householdId" = v."householdId" AND t."accountId" = v."accountId"
          AND t."removedAt" IS NULL AND t."importId" IS NULL
          AND (t."duplicateOfId" IS NULL OR NOT EXISTS (SELECT FROM "Transaction" k
            WHERE k."householdId" = t."householdId" AND k."id" = t."duplicateOfId"
              AND k."accountId" = t."accountId" AND k."importId" IS NULL))) s ON true
      WHERE v."countedAt" IS NOT NULL AND (v."postedMinor", v."pendingMinor", v."foreignRows")
        IS DISTINCT FROM (s."posted", s."pending", s."foreign")`,
  },
  {
    invariant: 'I10',
    statement:
      'Sums by month are what the rows that they are of come to, and know which those are.',
    violations: `
      SELECT 'MonthSum ' || to_char(s."month", 'YYYY-MM') || ' of account ' || s."accountId"
        || ' of household ' || s."householdId" AS "subject"
      FROM (
        SELECT DISTINCT d."householdId", d."accountId", d."month" FROM (
          SELECT m."householdId", m."month", m."accountId", m."currency", m."categoryId", m."hidden", m."transfer",
            m."pending", m."isIn", m."count", m."minor", m."print"
          FROM "MonthSum" m
          UNION ALL
          SELECT e."householdId", date_trunc('month', e."date"::timestamp)::date, e."accountId", e."currency",
            e."categoryId", e."hidden", e."transfer", e."pending", e."amountMinor" > 0, -1, -e."amountMinor",
            row_print(e."id", e."merchant", e."date", e."amountMinor")
          FROM "EffectiveTransaction" e
        ) d
        GROUP BY d."householdId", d."month", d."accountId", d."currency", d."categoryId", d."hidden", d."transfer",
          d."pending", d."isIn"
        HAVING sum(d."count") <> 0 OR sum(d."minor") <> 0
          OR bool_and(d."print" IS NOT NULL) AND bit_xor(d."print") <> 0
      ) s
      JOIN "Household" h ON h."id" = s."householdId" AND h."monthSumsAt" IS NOT NULL`,
    mend: 'UPDATE "Household" SET "monthSumsAt" = NULL',
  },
  {
    invariant: 'I11',
    statement: 'An Item has at most one running and one waiting sync.',
    violations: `
      SELECT 'Item ' || split_part(j."key", ':', 2) AS "subject"
      FROM graphile_worker.jobs j
      WHERE j."task_identifier" = 'sync-item' AND j."key" IS NOT NULL
      GROUP BY j."key" HAVING count(*) > 1`,
  },
  {
    invariant: 'C11',
    statement: 'Every secret that is kept to be read again is sealed.',
    violations: `
      SELECT "subject" FROM (${sealedValues()}) s
      WHERE "value" !~ '^v1\\.[A-Za-z0-9_-]{1,32}\\.[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]{22,}$'`,
  },
  {
    invariant: 'C11',
    statement: 'No two values are sealed with one nonce.',
    violations: `
      SELECT min("subject") AS "subject" FROM (${sealedValues()}) s
      GROUP BY split_part("value", '.', 2), split_part("value", '.', 3) HAVING count(*) > 1`,
  },
  {
    invariant: 'C29',
    statement: 'Every audit log is whole: each entry says what it said, and none is missing.',
    violations: `
      SELECT 'AuditEntry ' || e."chainId" || ' ' || e."seq" AS "subject"
      FROM (
        SELECT e.*, c."prunedSeq",
          COALESCE(lag(e."seq") OVER log, c."prunedSeq") AS "lastSeq",
          COALESCE(lag(e."hash") OVER log, c."prunedHash") AS "lastHash"
        FROM "AuditEntry" e LEFT JOIN "AuditChain" c ON c."id" = e."chainId"
        WINDOW log AS (PARTITION BY e."chainId" ORDER BY e."seq")) e
      WHERE e."seq" IS DISTINCT FROM e."lastSeq" + 1
        OR e."previousHash" IS DISTINCT FROM e."lastHash"
        OR e."hash" <> audit_hash(
          e."previousHash", e."seq", e."at", e."kind", e."whoHash", e."details")
        OR CASE WHEN e."salt" IS NULL
          THEN num_nonnulls(e."userId", e."aboutUserId", e."peer") > 0
          ELSE e."whoHash" <> audit_who_hash(e."salt", e."userId", e."aboutUserId", e."peer") END
      UNION ALL
      SELECT 'AuditChain ' || c."id" FROM "AuditChain" c
      LEFT JOIN "AuditEntry" e ON e."chainId" = c."id" AND e."seq" = c."seq"
      WHERE COALESCE(e."hash", CASE WHEN c."prunedSeq" = c."seq" THEN c."prunedHash" END)
        IS DISTINCT FROM c."hash"`,
  },
];

function sealedValues(): string {
  return sealedColumns
    .map(
      ({ table, column, key }) => `
        SELECT '${table} ' || "${key}" AS "subject", "${column}" AS "value"
        FROM "${table}" WHERE "${column}" IS NOT NULL`,
    )
    .join(' UNION ALL ');
}
