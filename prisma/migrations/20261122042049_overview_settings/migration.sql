-- CreateTable
CREATE TABLE "OverviewSettings" (
    "householdId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "cards" TEXT[],
    "hidden" TEXT[],

    CONSTRAINT "OverviewSettings_pkey" PRIMARY KEY ("householdId","memberId")
);

-- AddForeignKey
ALTER TABLE "OverviewSettings" ADD CONSTRAINT "OverviewSettings_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
