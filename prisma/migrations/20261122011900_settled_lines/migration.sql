-- How much of each link between an expense and what came back of it counts. A bank may change an amount below
-- what is linked: then the earlier links come first, and no more than there is counts. Of two that are no
-- expense and no credit of one currency any more nothing does.
CREATE VIEW "EffectiveLink" AS
SELECT l."householdId", l."expenseId", l."creditId",
  LEAST(l."amountMinor", l."creditMinor" - l."creditBefore", l."expenseMinor" - l."expenseBefore")
    AS "amountMinor"
FROM (
  SELECT s."householdId", s."expenseId", s."creditId", s."amountMinor",
    c."amountMinor" AS "creditMinor", -e."amountMinor" AS "expenseMinor",
    sum(s."amountMinor") OVER (PARTITION BY s."householdId", s."creditId"
      ORDER BY s."createdAt", s."expenseId")::bigint - s."amountMinor" AS "creditBefore",
    sum(s."amountMinor") OVER (PARTITION BY s."householdId", s."expenseId"
      ORDER BY s."createdAt", s."creditId")::bigint - s."amountMinor" AS "expenseBefore"
  FROM "SettleLink" s
  JOIN "EffectiveTransaction" e ON e."householdId" = s."householdId" AND e."id" = s."expenseId"
  JOIN "EffectiveTransaction" c ON c."householdId" = s."householdId" AND c."id" = s."creditId"
  WHERE e."amountMinor" < 0 AND c."amountMinor" > 0
    AND e."currency" IS NOT DISTINCT FROM c."currency"
) l
WHERE LEAST(l."creditMinor" - l."creditBefore", l."expenseMinor" - l."expenseBefore") > 0;

-- Links shared out over the lines of both ends, by their size and to the last minor unit: the units that rounding
-- down leaves go to those that lost most by it, the earlier one first. "end" says whose lines they are. A line
-- that goes the other way than its row takes no part.
CREATE VIEW "SettledShare" AS
SELECT r."householdId", r."end", r."creditId", r."expenseId", r."transactionId", r."partId",
  r."categoryId", r."transfer", r."hidden",
  (r."share" + CASE WHEN row_number() OVER (
      PARTITION BY r."householdId", r."end", r."creditId", r."expenseId"
      ORDER BY r."lost" DESC, r."position") <= r."total" - sum(r."share") OVER (
      PARTITION BY r."householdId", r."end", r."creditId", r."expenseId")
    THEN 1 ELSE 0 END)::bigint AS "amountMinor"
FROM (
  SELECT w.*, div(w."total" * w."weight", w."weights") AS "share",
    mod(w."total" * w."weight", w."weights") AS "lost"
  FROM (
    SELECT k."householdId", k."end", k."creditId", k."expenseId", k."total"::numeric AS "total",
      x."id" AS "transactionId", x."transfer", x."hidden", line."partId", line."position",
      line."categoryId", abs(line."amountMinor")::numeric AS "weight",
      sum(abs(line."amountMinor")) OVER (
        PARTITION BY k."householdId", k."end", k."creditId", k."expenseId") AS "weights"
    FROM (
      SELECT "householdId", 'expense' AS "end", "creditId", "expenseId", "expenseId" AS "rowId",
        "amountMinor" AS "total"
      FROM "EffectiveLink"
      UNION ALL
      SELECT "householdId", 'credit', "creditId", NULL, "creditId", sum("amountMinor")::bigint
      FROM "EffectiveLink" GROUP BY "householdId", "creditId"
    ) k
    JOIN "EffectiveTransaction" x ON x."householdId" = k."householdId" AND x."id" = k."rowId"
    CROSS JOIN LATERAL (
      SELECT p."id" AS "partId", p."position", p."categoryId", p."amountMinor"
      FROM "EffectivePart" p
      WHERE p."householdId" = x."householdId" AND p."transactionId" = x."id"
      UNION ALL
      SELECT NULL, -1, x."categoryId", x."amountMinor" - (
        SELECT COALESCE(sum(p."amountMinor"), 0)::bigint FROM "EffectivePart" p
        WHERE p."householdId" = x."householdId" AND p."transactionId" = x."id")
    ) line
    WHERE sign(line."amountMinor") = sign(x."amountMinor")
  ) w
) r;

-- What is new: what of a credit is linked to an expense counts as less spending there, in the expense's
-- categories and on the credit's day; the rest of the credit stays what it is. The lines of a row still always
-- come to its amount.
CREATE OR REPLACE VIEW "EffectiveLine" AS
SELECT l."householdId", l."transactionId", l."partId", l."accountId", l."date", l."currency", l."pending",
  l."hidden", l."transfer", l."categoryId", l."merchant", l."amountMinor",
  CASE WHEN l."transfer" OR c."kind" = 'transfer' THEN 'transfer'
       WHEN l."hidden" OR c."excludeFromSpending" THEN 'none'
       WHEN c."kind" IS NOT NULL THEN c."kind"::text
       WHEN l."amountMinor" > 0 AND l."settlesId" IS NULL THEN 'income' ELSE 'spending' END AS "flow",
  -- The expense that this part of a credit pays back.
  l."settlesId"
FROM (
  SELECT o."householdId", o."transactionId", o."partId", o."accountId", o."date", o."currency",
    o."pending", o."hidden", o."transfer", o."categoryId", o."merchant",
    o."amountMinor" - COALESCE(k."amountMinor", 0) AS "amountMinor", NULL::uuid AS "settlesId"
  FROM (
    SELECT e."householdId", e."id" AS "transactionId", NULL::uuid AS "partId", e."accountId", e."date",
      e."currency", e."pending", e."hidden", e."transfer", e."categoryId", e."merchant",
      e."amountMinor" - COALESCE(s."sum", 0) AS "amountMinor"
    FROM "EffectiveTransaction" e
    LEFT JOIN (
      SELECT p."householdId", p."transactionId", sum(p."amountMinor")::bigint AS "sum"
      FROM "EffectivePart" p GROUP BY 1, 2
    ) s ON s."householdId" = e."householdId" AND s."transactionId" = e."id"
    WHERE s."sum" IS NULL OR s."sum" <> e."amountMinor"
    UNION ALL
    SELECT e."householdId", e."id", p."id", e."accountId", e."date", e."currency", e."pending",
      e."hidden", e."transfer", p."categoryId", e."merchant", p."amountMinor"
    FROM "EffectiveTransaction" e
    JOIN "EffectivePart" p ON p."householdId" = e."householdId" AND p."transactionId" = e."id"
  ) o
  LEFT JOIN "SettledShare" k ON k."end" = 'credit' AND k."householdId" = o."householdId"
    AND k."transactionId" = o."transactionId" AND k."partId" IS NOT DISTINCT FROM o."partId"
  WHERE k."amountMinor" IS DISTINCT FROM o."amountMinor"
  UNION ALL
  SELECT e."householdId", e."id", NULL, e."accountId", e."date", e."currency", e."pending",
    e."hidden" OR k."hidden", e."transfer" OR k."transfer", k."categoryId", e."merchant",
    k."amountMinor", k."expenseId"
  FROM "SettledShare" k
  JOIN "EffectiveTransaction" e ON e."householdId" = k."householdId" AND e."id" = k."creditId"
  WHERE k."end" = 'expense' AND k."amountMinor" <> 0
) l
LEFT JOIN "Category" c ON c."householdId" = l."householdId" AND c."id" = l."categoryId";
