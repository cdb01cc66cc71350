-- CreateEnum
CREATE TYPE "IncomeSource" AS ENUM ('bank', 'payroll');

-- CreateEnum
CREATE TYPE "IncomeState" AS ENUM ('opened', 'waiting', 'ready', 'none', 'unsupported', 'failed');

-- CreateTable
CREATE TABLE "IncomeProfile" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "plaidUserSealed" TEXT,
    "plaidItemIds" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "removeRequestedAt" TIMESTAMPTZ(3),

    CONSTRAINT "IncomeProfile_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "IncomeReading" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "profileId" UUID NOT NULL,
    "source" "IncomeSource" NOT NULL,
    "state" "IncomeState" NOT NULL,
    "errorType" TEXT,
    "errorCode" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "contentSealed" TEXT,
    "fetchedAt" TIMESTAMPTZ(3),
    "changedAt" TIMESTAMPTZ(3),
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3),

    CONSTRAINT "IncomeReading_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "IncomeDirectory" (
    "plaidHash" BYTEA NOT NULL,
    "householdId" UUID NOT NULL,
    "profileId" UUID NOT NULL,

    CONSTRAINT "IncomeDirectory_pkey" PRIMARY KEY ("plaidHash")
);

-- CreateIndex
CREATE INDEX "IncomeProfile_householdId_memberId_idx" ON "IncomeProfile"("householdId", "memberId");

-- CreateIndex
CREATE INDEX "IncomeProfile_endsAt_idx" ON "IncomeProfile"("endsAt");

-- CreateIndex
CREATE INDEX "IncomeReading_dueAt_idx" ON "IncomeReading"("dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "IncomeReading_householdId_profileId_source_key" ON "IncomeReading"("householdId", "profileId", "source");

-- CreateIndex
CREATE INDEX "IncomeDirectory_householdId_profileId_idx" ON "IncomeDirectory"("householdId", "profileId");

-- AddForeignKey
ALTER TABLE "IncomeProfile" ADD CONSTRAINT "IncomeProfile_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "IncomeReading" ADD CONSTRAINT "IncomeReading_householdId_profileId_fkey" FOREIGN KEY ("householdId", "profileId") REFERENCES "IncomeProfile"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- One that is not ending, of each member.
CREATE UNIQUE INDEX "IncomeProfile_one_lives" ON "IncomeProfile"("householdId", "memberId") WHERE "removeRequestedAt" IS NULL;
