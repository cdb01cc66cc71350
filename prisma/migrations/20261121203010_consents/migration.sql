-- CreateTable
CREATE TABLE "Consent" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "memberId" UUID,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "products" TEXT[],
    "bank" TEXT NOT NULL,
    "policyVersion" TEXT NOT NULL,

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateIndex
CREATE INDEX "Consent_householdId_itemId_at_idx" ON "Consent"("householdId", "itemId", "at");

-- CreateIndex
CREATE INDEX "Consent_householdId_memberId_idx" ON "Consent"("householdId", "memberId");

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_householdId_itemId_fkey" FOREIGN KEY ("householdId", "itemId") REFERENCES "Item"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE SET NULL ("memberId") ON UPDATE NO ACTION;
