-- CreateEnum
CREATE TYPE "GoalKind" AS ENUM ('save', 'pay_down');

-- CreateTable
CREATE TABLE "Goal" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "GoalKind" NOT NULL,
    "name" TEXT NOT NULL,
    "targetMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "dueOn" DATE,
    "completedAt" TIMESTAMPTZ(3),
    "archivedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Goal_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "GoalAccount" (
    "householdId" UUID NOT NULL,
    "goalId" UUID NOT NULL,
    "accountId" UUID NOT NULL,

    CONSTRAINT "GoalAccount_pkey" PRIMARY KEY ("householdId","goalId","accountId")
);

-- CreateTable
CREATE TABLE "GoalContribution" (
    "householdId" UUID NOT NULL,
    "goalId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "accountId" UUID,
    "date" DATE NOT NULL,
    "amountMinor" BIGINT NOT NULL,

    CONSTRAINT "GoalContribution_pkey" PRIMARY KEY ("householdId","goalId","id")
);

-- CreateIndex
CREATE INDEX "GoalAccount_householdId_accountId_idx" ON "GoalAccount"("householdId", "accountId");

-- CreateIndex
CREATE INDEX "GoalContribution_householdId_accountId_idx" ON "GoalContribution"("householdId", "accountId");

-- AddForeignKey
ALTER TABLE "Goal" ADD CONSTRAINT "Goal_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "GoalAccount" ADD CONSTRAINT "GoalAccount_householdId_goalId_fkey" FOREIGN KEY ("householdId", "goalId") REFERENCES "Goal"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "GoalAccount" ADD CONSTRAINT "GoalAccount_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "GoalContribution" ADD CONSTRAINT "GoalContribution_householdId_goalId_fkey" FOREIGN KEY ("householdId", "goalId") REFERENCES "Goal"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "GoalContribution" ADD CONSTRAINT "GoalContribution_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "Goal" ADD CONSTRAINT "Goal_target" CHECK ("targetMinor" > 0);
ALTER TABLE "GoalContribution" ADD CONSTRAINT "GoalContribution_amount" CHECK ("amountMinor" <> 0);
