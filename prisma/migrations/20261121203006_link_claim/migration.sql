-- CreateTable
CREATE TABLE "LinkClaim" (
    "householdId" UUID NOT NULL,
    "institutionId" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LinkClaim_pkey" PRIMARY KEY ("householdId","institutionId")
);

-- AddForeignKey
ALTER TABLE "LinkClaim" ADD CONSTRAINT "LinkClaim_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
