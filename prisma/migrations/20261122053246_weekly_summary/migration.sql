-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "timeZone" TEXT,
ADD COLUMN     "weekDueAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Member_weekDueAt_idx" ON "Member"("weekDueAt");
