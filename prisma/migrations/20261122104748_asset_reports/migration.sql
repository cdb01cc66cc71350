-- CreateEnum
CREATE TYPE "AssetReportState" AS ENUM ('waiting', 'ready', 'failed');

-- CreateTable
CREATE TABLE "AssetReport" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "state" "AssetReportState" NOT NULL DEFAULT 'waiting',
    "days" INTEGER NOT NULL,
    "banks" TEXT[],
    "plaidItemIds" TEXT[],
    "leftOut" INTEGER NOT NULL DEFAULT 0,
    "tokenSealed" TEXT,
    "plaidReportId" TEXT,
    "errorType" TEXT,
    "errorCode" TEXT,
    "polls" INTEGER NOT NULL DEFAULT 0,
    "pollAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readyAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "removeRequestedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AssetReport_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "AssetReportCopy" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reportId" UUID NOT NULL,
    "auditorId" TEXT NOT NULL,
    "tokenSealed" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AssetReportCopy_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateIndex
CREATE INDEX "AssetReport_householdId_memberId_createdAt_idx" ON "AssetReport"("householdId", "memberId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "AssetReport_plaidReportId_idx" ON "AssetReport"("plaidReportId");

-- CreateIndex
CREATE INDEX "AssetReport_pollAt_idx" ON "AssetReport"("pollAt");

-- CreateIndex
CREATE INDEX "AssetReport_expiresAt_idx" ON "AssetReport"("expiresAt");

-- CreateIndex
CREATE INDEX "AssetReportCopy_householdId_reportId_idx" ON "AssetReportCopy"("householdId", "reportId");

-- AddForeignKey
ALTER TABLE "AssetReport" ADD CONSTRAINT "AssetReport_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "AssetReportCopy" ADD CONSTRAINT "AssetReportCopy_householdId_reportId_fkey" FOREIGN KEY ("householdId", "reportId") REFERENCES "AssetReport"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
