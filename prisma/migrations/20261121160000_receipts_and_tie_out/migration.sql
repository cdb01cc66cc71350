-- CreateEnum
CREATE TYPE "TieOutStatus" AS ENUM ('ties_out', 'off', 'no_basis');

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "anchorPostedMinor" BIGINT,
ADD COLUMN     "balanceMovedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "balancesErrorAt" TIMESTAMPTZ(3),
ADD COLUMN     "balancesErrorCode" TEXT,
ADD COLUMN     "balancesErrorType" TEXT;

-- AlterTable
ALTER TABLE "BalanceSnapshot" ADD COLUMN     "impliedMinor" BIGINT;

-- AlterTable
ALTER TABLE "Transaction" ADD COLUMN     "keptAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "TieOut" (
    "householdId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,
    "status" "TieOutStatus" NOT NULL,
    "reason" TEXT,
    "bankMinor" BIGINT,
    "impliedMinor" BIGINT,
    "agreedAt" TIMESTAMPTZ(3),
    "partedOn" DATE,
    "suspects" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "TieOut_pkey" PRIMARY KEY ("householdId","accountId")
);

-- CreateTable
CREATE TABLE "MatchSuggestion" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pendingId" UUID NOT NULL,
    "postedId" UUID NOT NULL,
    "daysApart" INTEGER NOT NULL,
    "deltaMinor" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMPTZ(3),
    "accepted" BOOLEAN,

    CONSTRAINT "MatchSuggestion_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateIndex
CREATE INDEX "TieOut_checkedAt_idx" ON "TieOut"("checkedAt");

-- CreateIndex
CREATE INDEX "MatchSuggestion_householdId_postedId_idx" ON "MatchSuggestion"("householdId", "postedId");

-- CreateIndex
CREATE UNIQUE INDEX "MatchSuggestion_householdId_pendingId_postedId_key" ON "MatchSuggestion"("householdId", "pendingId", "postedId");

-- CreateIndex
CREATE INDEX "SyncRun_startedAt_idx" ON "SyncRun"("startedAt");

-- AddForeignKey
ALTER TABLE "TieOut" ADD CONSTRAINT "TieOut_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "MatchSuggestion" ADD CONSTRAINT "MatchSuggestion_householdId_pendingId_fkey" FOREIGN KEY ("householdId", "pendingId") REFERENCES "Transaction"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "MatchSuggestion" ADD CONSTRAINT "MatchSuggestion_householdId_postedId_fkey" FOREIGN KEY ("householdId", "postedId") REFERENCES "Transaction"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Anchors made before had no sum to go with them: the next sync sets them anew.
UPDATE "Account" SET "anchorMinor" = NULL, "anchorAt" = NULL WHERE "anchorAt" IS NOT NULL;

-- A row that the bank withdrew goes on counting when the person keeps it.
CREATE OR REPLACE VIEW "EffectiveTransaction" AS
SELECT
  t."householdId",
  t."id",
  t."accountId",
  t."itemId",
  COALESCE(t."personDate", t."authorizedDate", t."date") AS "date",
  t."date" AS "bankDate",
  t."amountMinor",
  t."currency",
  t."pending",
  CASE WHEN t."personNameSetAt" IS NULL THEN COALESCE(t."merchantName", t."name")
       ELSE COALESCE(t."personName", '') END AS "merchant",
  t."name" AS "bankText",
  t."logoUrl",
  t."paymentChannel",
  CASE WHEN t."personCategorySetAt" IS NULL THEN t."providerCategoryId"
       ELSE t."personCategoryId" END AS "categoryId",
  t."personCategorySetAt" IS NOT NULL AS "categoryByPerson",
  t."note",
  t."hidden",
  t."reviewed",
  COALESCE(t."personName", '') || ' ' || COALESCE(t."merchantName", '') || ' ' || t."name"
    || ' ' || COALESCE(t."note", '') AS "searchText",
  t."removedAt" IS NOT NULL AS "kept"
FROM "Transaction" t
WHERE t."removedAt" IS NULL OR t."keptAt" IS NOT NULL;

-- The expressions below repeat the view's, so that its filters and order use the indexes.
DROP INDEX "Transaction_by_date";
CREATE INDEX "Transaction_by_date" ON "Transaction"
  ("householdId", COALESCE("personDate", "authorizedDate", "date") DESC, "id" DESC)
  WHERE "removedAt" IS NULL OR "keptAt" IS NOT NULL;

DROP INDEX "Transaction_by_account_and_date";
CREATE INDEX "Transaction_by_account_and_date" ON "Transaction"
  ("householdId", "accountId", COALESCE("personDate", "authorizedDate", "date") DESC, "id" DESC)
  WHERE "removedAt" IS NULL OR "keptAt" IS NOT NULL;

DROP INDEX "Transaction_search";
CREATE INDEX "Transaction_search" ON "Transaction" USING GIN
  ("householdId", (COALESCE("personName", '') || ' ' || COALESCE("merchantName", '') || ' ' || "name"
    || ' ' || COALESCE("note", '')) gin_trgm_ops)
  WHERE "removedAt" IS NULL OR "keptAt" IS NOT NULL;
