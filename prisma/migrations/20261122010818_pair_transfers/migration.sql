-- AlterTable
ALTER TABLE "Household" ADD COLUMN     "transfersAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Rule" ADD COLUMN     "transfer" BOOLEAN NOT NULL DEFAULT false;

-- Rows of one size, for whatever looks for the other end of one.
CREATE INDEX "Transaction_by_size" ON "Transaction" ("householdId", abs("amountMinor"), "date")
  WHERE "removedAt" IS NULL OR "keptAt" IS NOT NULL;

-- A row is an end of one transfer.
CREATE UNIQUE INDEX "Transfer_one_out" ON "Transfer" ("householdId", "outId")
  WHERE "state" = 'confirmed' AND "outId" IS NOT NULL;
CREATE UNIQUE INDEX "Transfer_one_in" ON "Transfer" ("householdId", "inId")
  WHERE "state" = 'confirmed' AND "inId" IS NOT NULL;

-- Both ends carry the id of their confirmed transfer, whoever makes, changes or deletes one: a row that is
-- deleted takes its transfers along, and the other end must not go on as one.
CREATE FUNCTION transfer_mark_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP IN ('UPDATE', 'DELETE') THEN
    UPDATE "Transaction" SET "transferId" = NULL
    WHERE "householdId" = OLD."householdId" AND "id" IN (OLD."outId", OLD."inId")
      AND "transferId" = OLD."id";
  END IF;
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    IF NEW."state" = 'confirmed' THEN
      UPDATE "Transaction" SET "transferId" = NEW."id"
      WHERE "householdId" = NEW."householdId" AND "id" IN (NEW."outId", NEW."inId")
        AND "transferId" IS DISTINCT FROM NEW."id";
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Transfer_ends" AFTER INSERT OR UPDATE OR DELETE ON "Transfer"
  FOR EACH ROW EXECUTE FUNCTION transfer_mark_ends();
