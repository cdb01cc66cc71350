-- CreateTable
CREATE TABLE "MonthSum" (
    "householdId" UUID NOT NULL,
    "month" DATE NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "accountId" UUID NOT NULL,
    "currency" TEXT,
    "categoryId" UUID,
    "hidden" BOOLEAN NOT NULL,
    "transfer" BOOLEAN NOT NULL,
    "pending" BOOLEAN NOT NULL,
    "isIn" BOOLEAN NOT NULL,
    "count" INTEGER NOT NULL,
    "minor" BIGINT NOT NULL,
    "joined" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "MonthSum_pkey" PRIMARY KEY ("householdId","month","id")
);

-- AddForeignKey
ALTER TABLE "MonthSum" ADD CONSTRAINT "MonthSum_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- The differences that wait to be made one with others.
CREATE INDEX "MonthSum_differences" ON "MonthSum" ("householdId") WHERE NOT "joined";

-- Households that are here are counted by the worker, one by one; one that is made from now on has no rows yet. In two
-- steps: with the default at once all would be taken for counted.
ALTER TABLE "Household" ADD COLUMN "monthSumsAt" TIMESTAMPTZ(3);
ALTER TABLE "Household" ALTER COLUMN "monthSumsAt" SET DEFAULT CURRENT_TIMESTAMP;

-- What a statement makes of the sums: its new rows less its old ones, each as "EffectiveTransaction" says. The rule is
-- written once, here, and put into a function for each kind of statement: PostgreSQL gives each other tables. A household that goes
-- takes its rows along, and nothing can be said of it any more.
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
      t."pending", t."amountMinor" > 0 AS "isIn", %s AS "count", %s t."amountMinor" AS "minor"
    FROM %I t
    WHERE (t."removedAt" IS NULL OR t."keptAt" IS NOT NULL) AND t."duplicateOfId" IS NULL $rows$;
  new_rows text := format(rows_of, '1', '', 'new_rows');
  old_rows text := format(rows_of, '-1', '-', 'old_rows');
  function_of text := $function$
    CREATE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
    BEGIN
      INSERT INTO "MonthSum" ("householdId", "month", "accountId", "currency", "categoryId", "hidden", "transfer",
        "pending", "isIn", "count", "minor")
      SELECT d.* FROM (
        SELECT r."householdId", r."month", r."accountId", r."currency", r."categoryId", r."hidden", r."transfer",
          r."pending", r."isIn", sum(r."count")::int AS "count", sum(r."minor")::bigint AS "minor"
        FROM (%s) r
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
        HAVING sum(r."count") <> 0 OR sum(r."minor") <> 0
      ) d
      WHERE EXISTS (SELECT FROM "Household" h WHERE h."id" = d."householdId");
      RETURN NULL;
    END $body$ $function$;
BEGIN
  EXECUTE format(function_of, 'month_sums_of_new', new_rows);
  EXECUTE format(function_of, 'month_sums_of_old', old_rows);
  EXECUTE format(function_of, 'month_sums_of_changed', new_rows || ' UNION ALL ' || old_rows);
END $make$;

CREATE TRIGGER "Transaction_sums_new" AFTER INSERT ON "Transaction"
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION month_sums_of_new();
CREATE TRIGGER "Transaction_sums_changed" AFTER UPDATE ON "Transaction"
  REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION month_sums_of_changed();
CREATE TRIGGER "Transaction_sums_old" AFTER DELETE ON "Transaction"
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION month_sums_of_old();
