-- AlterTable
ALTER TABLE "DuplicatePair" ADD COLUMN     "taken" JSONB;

-- Few rows are put away, and whatever withdraws or deletes rows looks for those that were for their sake.
CREATE INDEX "Transaction_duplicateOf" ON "Transaction" ("householdId", "duplicateOfId")
  WHERE "duplicateOfId" IS NOT NULL;
