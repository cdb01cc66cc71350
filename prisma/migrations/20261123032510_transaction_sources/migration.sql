-- CreateTable
CREATE TABLE "TransactionSource" (
    "householdId" UUID NOT NULL,
    "transactionId" UUID NOT NULL,
    "plaid" JSON NOT NULL,

    CONSTRAINT "TransactionSource_pkey" PRIMARY KEY ("householdId","transactionId")
);

-- What was said of rows that go, goes. By the primary key, however many go: a plan for a hundred thousand must not be kept
-- for one.
CREATE FUNCTION sources_of_old() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
BEGIN
  DELETE FROM "TransactionSource"
  WHERE "householdId" = ANY(ARRAY(SELECT DISTINCT "householdId" FROM old_rows))
    AND "transactionId" = ANY(ARRAY(SELECT "id" FROM old_rows));
  RETURN NULL;
END $body$;

CREATE TRIGGER "Transaction_sources_old" AFTER DELETE ON "Transaction"
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION sources_of_old();
