-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "memberId" UUID,
ADD COLUMN     "openingMinor" BIGINT;

-- CreateIndex
CREATE INDEX "Account_householdId_memberId_idx" ON "Account"("householdId", "memberId");

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE SET NULL ("memberId") ON UPDATE NO ACTION;

-- An account kept by hand is seen in full by whoever keeps it, as a bank's is by whoever linked it.
CREATE OR REPLACE VIEW "SeenAccount" AS
SELECT s.* FROM (
  SELECT a."householdId", a."id" AS "accountId", a."itemId", m."id" AS "memberId",
    CASE WHEN COALESCE(i."memberId", a."memberId") = m."id" THEN 'full'::"Sight"
      ELSE COALESCE(g."sight", a."sight") END AS "sight"
  FROM "Account" a
  JOIN "Member" m ON m."householdId" = a."householdId"
  LEFT JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
  LEFT JOIN "AccountSight" g ON g."householdId" = a."householdId" AND g."accountId" = a."id"
    AND g."memberId" = m."id"
) s WHERE s."sight" <> 'hidden';
