-- AlterTable
ALTER TABLE "ItemProduct" ADD COLUMN     "refreshFailed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "refreshingAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Statement" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "plaidStatementId" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "postedOn" DATE,

    CONSTRAINT "Statement_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Statement_householdId_accountId_plaidStatementId_key" ON "Statement"("householdId", "accountId", "plaidStatementId");

-- AddForeignKey
ALTER TABLE "Statement" ADD CONSTRAINT "Statement_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- A month has one name.
ALTER TABLE "Statement" ADD CONSTRAINT "Statement_month_is_a_first_day" CHECK (EXTRACT(DAY FROM "month") = 1);
