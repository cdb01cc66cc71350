-- CreateEnum
CREATE TYPE "Sight" AS ENUM ('full', 'balance', 'hidden');

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "sight" "Sight" NOT NULL DEFAULT 'full';

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "newAccountsShow" "Sight" NOT NULL DEFAULT 'full';

-- CreateTable
CREATE TABLE "AccountSight" (
    "householdId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "sight" "Sight" NOT NULL,

    CONSTRAINT "AccountSight_pkey" PRIMARY KEY ("householdId","accountId","memberId")
);

-- CreateIndex
CREATE INDEX "AccountSight_householdId_memberId_idx" ON "AccountSight"("householdId", "memberId");

-- AddForeignKey
ALTER TABLE "AccountSight" ADD CONSTRAINT "AccountSight_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "AccountSight" ADD CONSTRAINT "AccountSight_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Who sees what of which account. Whoever linked it sees all of it; everybody else what they were
-- granted. A household's owner is nobody special here. What is hidden from a member has no row.
CREATE VIEW "SeenAccount" AS
SELECT s.* FROM (
  SELECT a."householdId", a."id" AS "accountId", a."itemId", m."id" AS "memberId",
    CASE WHEN i."memberId" = m."id" THEN 'full'::"Sight" ELSE COALESCE(g."sight", a."sight") END
      AS "sight"
  FROM "Account" a
  JOIN "Member" m ON m."householdId" = a."householdId"
  LEFT JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
  LEFT JOIN "AccountSight" g ON g."householdId" = a."householdId" AND g."accountId" = a."id"
    AND g."memberId" = m."id"
) s WHERE s."sight" <> 'hidden';

-- Which connections a member knows of: their own, and those with an account that they see.
-- "decides" says whose decisions they are: the linker's, or, once that member has left, those members'
-- who see all of it.
CREATE VIEW "SeenItem" AS
SELECT i."householdId", i."id" AS "itemId", m."id" AS "memberId",
  COALESCE(i."memberId" = m."id", NOT EXISTS (
    SELECT FROM "Account" a WHERE a."householdId" = i."householdId" AND a."itemId" = i."id"
      AND NOT EXISTS (SELECT FROM "SeenAccount" s WHERE s."householdId" = a."householdId"
        AND s."accountId" = a."id" AND s."memberId" = m."id" AND s."sight" = 'full'))) AS "decides"
FROM "Item" i
JOIN "Member" m ON m."householdId" = i."householdId"
WHERE i."memberId" = m."id" OR EXISTS (
  SELECT FROM "SeenAccount" s WHERE s."householdId" = i."householdId" AND s."itemId" = i."id"
    AND s."memberId" = m."id");
