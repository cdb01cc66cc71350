-- Beside what the rows of a sum come to, which rows they are: their days, names and amounts in 64 bits, which are
-- others as soon as one of these is. Null of sums that are here already, and of those that a release without prints
-- makes of several: the worker counts such households anew.
ALTER TABLE "MonthSum" ADD COLUMN "print" BIGINT;

-- Of one row. The id makes two rows that are alike two: prints are joined by XOR, where the same twice is nothing.
CREATE FUNCTION row_print("id" uuid, "merchant" text, "date" date, "amountMinor" bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT hashtextextended("merchant",
    uuid_hash_extended("id", "amountMinor" # (("date" - DATE '1970-01-01')::bigint << 44)))
$$;

-- As before (20261122235500_month_sums), with the prints. What changes names alone leaves a difference of no rows and no
-- amount; of the same row with the same print, before and after, nothing is left.
DO $make$
DECLARE
  rows_of text := $rows$
    SELECT t."householdId", date_trunc('month', COALESCE(t."personDate", t."authorizedDate", t."date")::timestamp)::date AS "month",
      t."accountId", t."currency",
      CASE WHEN t."personCategorySetAt" IS NOT NULL THEN t."personCategoryId"
           ELSE COALESCE(t."ruleCategoryId", t."providerCategoryId") END AS "categoryId",
      CASE WHEN t."hiddenSetAt" IS NOT NULL THEN t."hidden"
           ELSE t."hiddenRuleId" IS NOT NULL END AS "hidden",
      CASE WHEN t."personTransferSetAt" IS NOT NULL THEN t."personTransfer"
           ELSE t."transferId" IS NOT NULL OR t."transferRuleId" IS NOT NULL END AS "transfer",
      t."pending", t."amountMinor" > 0 AS "isIn", %s AS "count", %s t."amountMinor" AS "minor",
      row_print(t."id",
        CASE WHEN t."personNameSetAt" IS NOT NULL THEN COALESCE(t."personName", '')
             ELSE COALESCE(t."ruleName", t."merchantName", t."name") END,
        COALESCE(t."personDate", t."authorizedDate", t."date"), t."amountMinor") AS "print"
    FROM %I t
    WHERE (t."removedAt" IS NULL OR t."keptAt" IS NOT NULL) AND t."duplicateOfId" IS NULL $rows$;
  new_rows text := format(rows_of, '1', '', 'new_rows');
  old_rows text := format(rows_of, '-1', '-', 'old_rows');
  function_of text := $function$
    CREATE OR REPLACE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
    BEGIN
      INSERT INTO "MonthSum" ("householdId", "month", "accountId", "currency", "categoryId", "hidden", "transfer",
        "pending", "isIn", "count", "minor", "print")
      SELECT d.* FROM (
        SELECT r."householdId", r."month", r."accountId", r."currency", r."categoryId", r."hidden", r."transfer",
          r."pending", r."isIn", sum(r."count")::int AS "count", sum(r."minor")::bigint AS "minor",
          bit_xor(r."print") AS "print"
        FROM (%s) r
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
        HAVING sum(r."count") <> 0 OR sum(r."minor") <> 0 OR bit_xor(r."print") <> 0
      ) d
      WHERE EXISTS (SELECT FROM "Household" h WHERE h."id" = d."householdId");
      RETURN NULL;
    END $body$ $function$;
BEGIN
  EXECUTE format(function_of, 'month_sums_of_new', new_rows);
  EXECUTE format(function_of, 'month_sums_of_old', old_rows);
  EXECUTE format(function_of, 'month_sums_of_changed', new_rows || ' UNION ALL ' || old_rows);
END $make$;
