-- CreateEnum
CREATE TYPE "BudgetCarryMode" AS ENUM ('none', 'surplus', 'both');

-- CreateTable
CREATE TABLE "BudgetSettings" (
    "householdId" UUID NOT NULL,
    "startDay" INTEGER NOT NULL DEFAULT 1,
    "weeks" INTEGER,
    "weeksFrom" DATE,
    "countsPending" BOOLEAN NOT NULL DEFAULT true,
    "currency" TEXT,

    CONSTRAINT "BudgetSettings_pkey" PRIMARY KEY ("householdId")
);

-- CreateTable
CREATE TABLE "BudgetPlan" (
    "householdId" UUID NOT NULL,
    "categoryId" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "startsOn" DATE NOT NULL,
    "once" BOOLEAN NOT NULL,
    "amountMinor" BIGINT,

    CONSTRAINT "BudgetPlan_pkey" PRIMARY KEY ("householdId","categoryId","currency","startsOn","once")
);

-- CreateTable
CREATE TABLE "BudgetCarry" (
    "householdId" UUID NOT NULL,
    "categoryId" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "startsOn" DATE NOT NULL,
    "mode" "BudgetCarryMode" NOT NULL,

    CONSTRAINT "BudgetCarry_pkey" PRIMARY KEY ("householdId","categoryId","currency","startsOn")
);

-- AddForeignKey
ALTER TABLE "BudgetSettings" ADD CONSTRAINT "BudgetSettings_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "BudgetPlan" ADD CONSTRAINT "BudgetPlan_householdId_categoryId_fkey" FOREIGN KEY ("householdId", "categoryId") REFERENCES "Category"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "BudgetCarry" ADD CONSTRAINT "BudgetCarry_householdId_categoryId_fkey" FOREIGN KEY ("householdId", "categoryId") REFERENCES "Category"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "BudgetSettings" ADD CONSTRAINT "BudgetSettings_start" CHECK (
  "startDay" BETWEEN 1 AND 31 AND ("weeks" IS NULL) = ("weeksFrom" IS NULL) AND "weeks" IN (1, 2, 4));
ALTER TABLE "BudgetPlan" ADD CONSTRAINT "BudgetPlan_amount" CHECK ("amountMinor" >= 0);
