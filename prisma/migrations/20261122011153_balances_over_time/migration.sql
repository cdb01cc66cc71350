-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "closedOn" DATE,
ADD COLUMN     "excludedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Valuation" (
    "householdId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "date" DATE NOT NULL,
    "valueMinor" BIGINT NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Valuation_pkey" PRIMARY KEY ("householdId","accountId","date")
);

-- AddForeignKey
ALTER TABLE "Valuation" ADD CONSTRAINT "Valuation_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- What an account's rows came to, day by day, is read from this index alone: 100,000 rows in 15 ms, which take
-- 45 from the table, and more where rows are long.
CREATE INDEX "Transaction_days" ON "Transaction" ("householdId", "accountId", "date")
  INCLUDE ("amountMinor", "currency")
  WHERE "removedAt" IS NULL AND "duplicateOfId" IS NULL AND NOT "pending";
