-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "aheadDueAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "BalanceFloor" (
    "householdId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "minor" BIGINT NOT NULL,

    CONSTRAINT "BalanceFloor_pkey" PRIMARY KEY ("householdId","memberId","accountId")
);

-- CreateIndex
CREATE INDEX "BalanceFloor_householdId_accountId_idx" ON "BalanceFloor"("householdId", "accountId");

-- CreateIndex
CREATE INDEX "Member_aheadDueAt_idx" ON "Member"("aheadDueAt");

-- AddForeignKey
ALTER TABLE "BalanceFloor" ADD CONSTRAINT "BalanceFloor_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "BalanceFloor" ADD CONSTRAINT "BalanceFloor_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
