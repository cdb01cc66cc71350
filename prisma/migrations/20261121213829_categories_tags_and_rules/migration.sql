-- CreateEnum
CREATE TYPE "RuleDirection" AS ENUM ('in', 'out');

-- AlterTable
ALTER TABLE "Category" ADD COLUMN     "archivedAt" TIMESTAMPTZ(3),
ADD COLUMN     "excludeFromSpending" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "icon" TEXT,
ADD COLUMN     "mergedIntoId" UUID;

-- AlterTable
ALTER TABLE "Transaction" ADD COLUMN     "hiddenRuleId" UUID,
ADD COLUMN     "reviewedRuleId" UUID,
ADD COLUMN     "ruleCategoryId" UUID,
ADD COLUMN     "ruleCategoryRuleId" UUID,
ADD COLUMN     "ruleName" TEXT,
ADD COLUMN     "ruleNameRuleId" UUID,
ADD COLUMN     "ruleNote" TEXT,
ADD COLUMN     "ruleNoteRuleId" UUID;

-- CreateTable
CREATE TABLE "CategoryMapping" (
    "householdId" UUID NOT NULL,
    "plaidCode" TEXT NOT NULL,
    "categoryId" UUID NOT NULL,

    CONSTRAINT "CategoryMapping_pkey" PRIMARY KEY ("householdId","plaidCode")
);

-- CreateTable
CREATE TABLE "Tag" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Tag_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "TransactionTag" (
    "householdId" UUID NOT NULL,
    "transactionId" UUID NOT NULL,
    "tagId" UUID NOT NULL,
    "byPerson" BOOLEAN,
    "ruleId" UUID,

    CONSTRAINT "TransactionTag_pkey" PRIMARY KEY ("householdId","transactionId","tagId")
);

-- CreateTable
CREATE TABLE "Rule" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "stop" BOOLEAN NOT NULL DEFAULT false,
    "merchant" TEXT,
    "text" TEXT,
    "minMinor" BIGINT,
    "maxMinor" BIGINT,
    "currency" TEXT,
    "direction" "RuleDirection",
    "accountIds" UUID[],
    "plaidCodes" TEXT[],
    "categoryId" UUID,
    "rename" TEXT,
    "note" TEXT,
    "tagIds" UUID[],
    "hide" BOOLEAN NOT NULL DEFAULT false,
    "review" BOOLEAN NOT NULL DEFAULT false,
    "since" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Rule_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "UndoStep" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "UndoStep_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateIndex
CREATE INDEX "CategoryMapping_householdId_categoryId_idx" ON "CategoryMapping"("householdId", "categoryId");

-- CreateIndex
CREATE INDEX "TransactionTag_householdId_tagId_idx" ON "TransactionTag"("householdId", "tagId");

-- CreateIndex
CREATE INDEX "Rule_householdId_position_idx" ON "Rule"("householdId", "position");

-- CreateIndex
CREATE INDEX "Rule_householdId_categoryId_idx" ON "Rule"("householdId", "categoryId");

-- CreateIndex
CREATE INDEX "UndoStep_householdId_memberId_idx" ON "UndoStep"("householdId", "memberId");

-- CreateIndex
CREATE INDEX "UndoStep_createdAt_idx" ON "UndoStep"("createdAt");

-- CreateIndex
CREATE INDEX "Category_householdId_mergedIntoId_idx" ON "Category"("householdId", "mergedIntoId");

-- AddForeignKey
ALTER TABLE "Category" ADD CONSTRAINT "Category_householdId_mergedIntoId_fkey" FOREIGN KEY ("householdId", "mergedIntoId") REFERENCES "Category"("householdId", "id") ON DELETE SET NULL ("mergedIntoId") ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CategoryMapping" ADD CONSTRAINT "CategoryMapping_householdId_categoryId_fkey" FOREIGN KEY ("householdId", "categoryId") REFERENCES "Category"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Tag" ADD CONSTRAINT "Tag_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "TransactionTag" ADD CONSTRAINT "TransactionTag_householdId_transactionId_fkey" FOREIGN KEY ("householdId", "transactionId") REFERENCES "Transaction"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "TransactionTag" ADD CONSTRAINT "TransactionTag_householdId_tagId_fkey" FOREIGN KEY ("householdId", "tagId") REFERENCES "Tag"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Rule" ADD CONSTRAINT "Rule_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Rule" ADD CONSTRAINT "Rule_householdId_categoryId_fkey" FOREIGN KEY ("householdId", "categoryId") REFERENCES "Category"("householdId", "id") ON DELETE SET NULL ("categoryId") ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "UndoStep" ADD CONSTRAINT "UndoStep_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Transaction" ADD CONSTRAINT "Transaction_householdId_ruleCategoryId_fkey" FOREIGN KEY ("householdId", "ruleCategoryId") REFERENCES "Category"("householdId", "id") ON DELETE SET NULL ("ruleCategoryId") ON UPDATE NO ACTION;

-- No two tags of a household differ in case alone.
CREATE UNIQUE INDEX "Tag_name" ON "Tag" ("householdId", lower("name"));

-- What the person decided comes first, then what a rule did, then the bank; each field says which.
-- The columns of before keep their places and names.
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
  CASE WHEN t."personNameSetAt" IS NOT NULL THEN COALESCE(t."personName", '')
       ELSE COALESCE(t."ruleName", t."merchantName", t."name") END AS "merchant",
  t."name" AS "bankText",
  t."logoUrl",
  t."paymentChannel",
  CASE WHEN t."personCategorySetAt" IS NOT NULL THEN t."personCategoryId"
       ELSE COALESCE(t."ruleCategoryId", t."providerCategoryId") END AS "categoryId",
  t."personCategorySetAt" IS NOT NULL AS "categoryByPerson",
  CASE WHEN t."noteSetAt" IS NOT NULL THEN t."note" ELSE t."ruleNote" END AS "note",
  CASE WHEN t."hiddenSetAt" IS NOT NULL THEN t."hidden"
       ELSE t."hiddenRuleId" IS NOT NULL END AS "hidden",
  CASE WHEN t."reviewedSetAt" IS NOT NULL THEN t."reviewed"
       ELSE t."reviewedRuleId" IS NOT NULL END AS "reviewed",
  COALESCE(t."personName", t."ruleName", '') || ' ' || COALESCE(t."merchantName", '') || ' '
    || t."name" || ' ' || COALESCE(t."note", t."ruleNote", '') AS "searchText",
  t."removedAt" IS NOT NULL AS "kept",
  -- Who says so: person, rule, bank, or enrichment (a merchant's name, cleaned by Plaid). The rule's id
  -- stands beside it; null where another says it.
  CASE WHEN t."personCategorySetAt" IS NOT NULL THEN 'person'
       WHEN t."ruleCategoryId" IS NOT NULL THEN 'rule' ELSE 'bank' END AS "categoryBy",
  CASE WHEN t."personCategorySetAt" IS NULL AND t."ruleCategoryId" IS NOT NULL
       THEN t."ruleCategoryRuleId" END AS "categoryRuleId",
  CASE WHEN t."personNameSetAt" IS NOT NULL THEN 'person'
       WHEN t."ruleName" IS NOT NULL THEN 'rule'
       WHEN t."merchantName" IS NOT NULL THEN 'enrichment' ELSE 'bank' END AS "merchantBy",
  CASE WHEN t."personNameSetAt" IS NULL THEN t."ruleNameRuleId" END AS "merchantRuleId",
  CASE WHEN t."noteSetAt" IS NOT NULL THEN 'person'
       WHEN t."ruleNote" IS NOT NULL THEN 'rule' ELSE 'bank' END AS "noteBy",
  CASE WHEN t."noteSetAt" IS NULL THEN t."ruleNoteRuleId" END AS "noteRuleId",
  CASE WHEN t."hiddenSetAt" IS NOT NULL THEN 'person'
       WHEN t."hiddenRuleId" IS NOT NULL THEN 'rule' ELSE 'bank' END AS "hiddenBy",
  CASE WHEN t."hiddenSetAt" IS NULL THEN t."hiddenRuleId" END AS "hiddenRuleId",
  CASE WHEN t."reviewedSetAt" IS NOT NULL THEN 'person'
       WHEN t."reviewedRuleId" IS NOT NULL THEN 'rule' ELSE 'bank' END AS "reviewedBy",
  CASE WHEN t."reviewedSetAt" IS NULL THEN t."reviewedRuleId" END AS "reviewedRuleId",
  CASE WHEN t."personDateSetAt" IS NOT NULL THEN 'person' ELSE 'bank' END AS "dateBy"
FROM "Transaction" t
WHERE t."removedAt" IS NULL OR t."keptAt" IS NOT NULL;

-- The expression repeats the view's.
DROP INDEX "Transaction_search";
CREATE INDEX "Transaction_search" ON "Transaction" USING GIN
  ("householdId", (COALESCE("personName", "ruleName", '') || ' ' || COALESCE("merchantName", '') || ' '
    || "name" || ' ' || COALESCE("note", "ruleNote", '')) gin_trgm_ops)
  WHERE "removedAt" IS NULL OR "keptAt" IS NOT NULL;

-- The tags that transactions have.
CREATE VIEW "EffectiveTag" AS
SELECT x."householdId", x."transactionId", x."tagId",
  CASE WHEN x."byPerson" THEN 'person' ELSE 'rule' END AS "by",
  CASE WHEN x."byPerson" IS NULL THEN x."ruleId" END AS "ruleId"
FROM "TransactionTag" x
WHERE COALESCE(x."byPerson", x."ruleId" IS NOT NULL);
