-- A transaction's categories are its household's, as before, and go when one is deleted. Three keys looked a category up
-- for every row that a sync brings, a sixth of the commit, to find a hundred of them a hundred thousand times. What a
-- statement's rows name is looked up once, and held against whoever would delete it meanwhile, as a key does.
CREATE FUNCTION hold_categories(households uuid[], ids uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
DECLARE
  missing uuid;
BEGIN
  IF ids IS NULL THEN RETURN; END IF;
  PERFORM FROM "Category" WHERE "householdId" = ANY(households) AND "id" = ANY(ids)
    ORDER BY "householdId", "id" FOR KEY SHARE;
  -- A statement of its own, so that it sees what was deleted while the one above waited.
  SELECT a."id" INTO missing FROM unnest(households, ids) AS a("householdId", "id")
  WHERE NOT EXISTS (SELECT FROM "Category" c
    WHERE c."householdId" = a."householdId" AND c."id" = a."id" OFFSET 0)
  LIMIT 1;
  IF missing IS NOT NULL THEN
    RAISE foreign_key_violation USING TABLE = 'Transaction', CONSTRAINT = 'Transaction_categories',
      MESSAGE = format('the household has no category %s', missing);
  END IF;
END $body$;

CREATE FUNCTION categories_of_new() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
DECLARE
  households uuid[];
  ids uuid[];
BEGIN
  SELECT array_agg(a."householdId"), array_agg(a."id") INTO households, ids FROM (
    SELECT DISTINCT r."householdId", c."id" FROM (
      SELECT DISTINCT "householdId", "providerCategoryId", "personCategoryId", "ruleCategoryId" FROM new_rows) r
    CROSS JOIN LATERAL (VALUES (r."providerCategoryId"), (r."personCategoryId"), (r."ruleCategoryId")) AS c("id")
    WHERE c."id" IS NOT NULL) a;
  PERFORM hold_categories(households, ids);
  RETURN NULL;
END $body$;

-- Only of rows that did not name just these before: what a row named is held by the row itself, which whoever deletes a
-- category has to change. Grouped and not joined, because the plan is kept: one made for a row would join ten thousand
-- with ten thousand.
CREATE FUNCTION categories_of_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
DECLARE
  households uuid[];
  ids uuid[];
BEGIN
  SELECT array_agg(a."householdId"), array_agg(a."id") INTO households, ids FROM (
    SELECT DISTINCT r."householdId", c."id" FROM (
      SELECT b."householdId", b."providerCategoryId", b."personCategoryId", b."ruleCategoryId" FROM (
        SELECT "householdId", "id", "providerCategoryId", "personCategoryId", "ruleCategoryId", 1 AS "side" FROM new_rows
        UNION ALL
        SELECT "householdId", "id", "providerCategoryId", "personCategoryId", "ruleCategoryId", -1 FROM old_rows) b
      GROUP BY 1, b."id", 2, 3, 4
      HAVING sum(b."side") > 0) r
    CROSS JOIN LATERAL (VALUES (r."providerCategoryId"), (r."personCategoryId"), (r."ruleCategoryId")) AS c("id")
    WHERE c."id" IS NOT NULL) a;
  PERFORM hold_categories(households, ids);
  RETURN NULL;
END $body$;

CREATE FUNCTION forget_categories() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
DECLARE
  gone uuid[] := ARRAY(SELECT "id" FROM old_rows);
BEGIN
  UPDATE "Transaction" SET
    "providerCategoryId" = CASE WHEN "providerCategoryId" = ANY(gone) THEN NULL ELSE "providerCategoryId" END,
    "personCategoryId" = CASE WHEN "personCategoryId" = ANY(gone) THEN NULL ELSE "personCategoryId" END,
    "ruleCategoryId" = CASE WHEN "ruleCategoryId" = ANY(gone) THEN NULL ELSE "ruleCategoryId" END
  WHERE "householdId" = ANY(ARRAY(SELECT DISTINCT "householdId" FROM old_rows))
    AND ("providerCategoryId" = ANY(gone) OR "personCategoryId" = ANY(gone) OR "ruleCategoryId" = ANY(gone));
  RETURN NULL;
END $body$;

CREATE TRIGGER "Transaction_categories_new" AFTER INSERT ON "Transaction"
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION categories_of_new();
CREATE TRIGGER "Transaction_categories_changed" AFTER UPDATE ON "Transaction"
  REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION categories_of_changed();
CREATE TRIGGER "Category_of_rows_old" AFTER DELETE ON "Category"
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION forget_categories();

ALTER TABLE "Transaction" DROP CONSTRAINT "Transaction_householdId_personCategoryId_fkey";
ALTER TABLE "Transaction" DROP CONSTRAINT "Transaction_householdId_providerCategoryId_fkey";
ALTER TABLE "Transaction" DROP CONSTRAINT "Transaction_householdId_ruleCategoryId_fkey";
