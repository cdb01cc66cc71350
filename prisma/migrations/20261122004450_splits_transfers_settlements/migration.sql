-- CreateEnum
CREATE TYPE "TransferState" AS ENUM ('suggested', 'confirmed', 'rejected');

-- AlterTable
ALTER TABLE "Transaction" ADD COLUMN     "duplicateOfId" UUID,
ADD COLUMN     "personTransfer" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "personTransferSetAt" TIMESTAMPTZ(3),
ADD COLUMN     "splitRuleId" UUID,
ADD COLUMN     "splitSetAt" TIMESTAMPTZ(3),
ADD COLUMN     "transferId" UUID,
ADD COLUMN     "transferRuleId" UUID;

-- CreateTable
CREATE TABLE "SplitPart" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "transactionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "categoryId" UUID,
    "note" TEXT,
    "tagIds" UUID[],
    "ruleId" UUID,

    CONSTRAINT "SplitPart_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "Transfer" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "outId" UUID,
    "inId" UUID,
    "towardsId" UUID,
    "state" "TransferState" NOT NULL DEFAULT 'suggested',
    "confidence" INTEGER NOT NULL,
    "reasons" TEXT[],
    "byPerson" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Transfer_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "TransferBar" (
    "householdId" UUID NOT NULL,
    "firstId" UUID NOT NULL,
    "secondId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TransferBar_pkey" PRIMARY KEY ("householdId","firstId","secondId")
);

-- CreateTable
CREATE TABLE "SettleLink" (
    "householdId" UUID NOT NULL,
    "expenseId" UUID NOT NULL,
    "creditId" UUID NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SettleLink_pkey" PRIMARY KEY ("householdId","expenseId","creditId")
);

-- CreateTable
CREATE TABLE "Claim" (
    "householdId" UUID NOT NULL,
    "transactionId" UUID NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "owedBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Claim_pkey" PRIMARY KEY ("householdId","transactionId")
);

-- CreateTable
CREATE TABLE "DuplicatePair" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "keptId" UUID NOT NULL,
    "otherId" UUID NOT NULL,
    "reasons" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMPTZ(3),
    "accepted" BOOLEAN,

    CONSTRAINT "DuplicatePair_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateIndex
CREATE INDEX "SplitPart_householdId_transactionId_position_idx" ON "SplitPart"("householdId", "transactionId", "position");

-- CreateIndex
CREATE INDEX "SplitPart_householdId_categoryId_idx" ON "SplitPart"("householdId", "categoryId");

-- CreateIndex
CREATE INDEX "Transfer_householdId_inId_idx" ON "Transfer"("householdId", "inId");

-- CreateIndex
CREATE INDEX "Transfer_householdId_towardsId_idx" ON "Transfer"("householdId", "towardsId");

-- CreateIndex
CREATE INDEX "Transfer_householdId_state_idx" ON "Transfer"("householdId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Transfer_householdId_outId_inId_key" ON "Transfer"("householdId", "outId", "inId");

-- CreateIndex
CREATE INDEX "TransferBar_householdId_secondId_idx" ON "TransferBar"("householdId", "secondId");

-- CreateIndex
CREATE INDEX "SettleLink_householdId_creditId_idx" ON "SettleLink"("householdId", "creditId");

-- CreateIndex
CREATE INDEX "DuplicatePair_householdId_otherId_idx" ON "DuplicatePair"("householdId", "otherId");

-- CreateIndex
CREATE UNIQUE INDEX "DuplicatePair_householdId_keptId_otherId_key" ON "DuplicatePair"("householdId", "keptId", "otherId");

-- AddForeignKey
ALTER TABLE "SplitPart" ADD CONSTRAINT "SplitPart_householdId_transactionId_fkey" FOREIGN KEY ("householdId", "transactionId") REFERENCES "Transaction"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "SplitPart" ADD CONSTRAINT "SplitPart_householdId_categoryId_fkey" FOREIGN KEY ("householdId", "categoryId") REFERENCES "Category"("householdId", "id") ON DELETE SET NULL ("categoryId") ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Transfer" ADD CONSTRAINT "Transfer_householdId_outId_fkey" FOREIGN KEY ("householdId", "outId") REFERENCES "Transaction"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Transfer" ADD CONSTRAINT "Transfer_householdId_inId_fkey" FOREIGN KEY ("householdId", "inId") REFERENCES "Transaction"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Transfer" ADD CONSTRAINT "Transfer_householdId_towardsId_fkey" FOREIGN KEY ("householdId", "towardsId") REFERENCES "Account"("householdId", "id") ON DELETE SET NULL ("towardsId") ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "TransferBar" ADD CONSTRAINT "TransferBar_householdId_firstId_fkey" FOREIGN KEY ("householdId", "firstId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "TransferBar" ADD CONSTRAINT "TransferBar_householdId_secondId_fkey" FOREIGN KEY ("householdId", "secondId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "SettleLink" ADD CONSTRAINT "SettleLink_householdId_expenseId_fkey" FOREIGN KEY ("householdId", "expenseId") REFERENCES "Transaction"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "SettleLink" ADD CONSTRAINT "SettleLink_householdId_creditId_fkey" FOREIGN KEY ("householdId", "creditId") REFERENCES "Transaction"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_householdId_transactionId_fkey" FOREIGN KEY ("householdId", "transactionId") REFERENCES "Transaction"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "DuplicatePair" ADD CONSTRAINT "DuplicatePair_householdId_keptId_fkey" FOREIGN KEY ("householdId", "keptId") REFERENCES "Transaction"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "DuplicatePair" ADD CONSTRAINT "DuplicatePair_householdId_otherId_fkey" FOREIGN KEY ("householdId", "otherId") REFERENCES "Transaction"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "Transfer" ADD CONSTRAINT "Transfer_ends" CHECK (COALESCE("outId", "inId") IS NOT NULL);
ALTER TABLE "TransferBar" ADD CONSTRAINT "TransferBar_order" CHECK ("firstId" < "secondId");
ALTER TABLE "SettleLink" ADD CONSTRAINT "SettleLink_amount" CHECK ("amountMinor" > 0);
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_amount" CHECK ("amountMinor" > 0);

-- What is new: transfers, and a duplicate that counts nowhere. The columns of before keep their places.
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
  CASE WHEN t."personDateSetAt" IS NOT NULL THEN 'person' ELSE 'bank' END AS "dateBy",
  -- A transfer by a person's word, a confirmed pair's or a rule's; one in a category of transfers counts
  -- as one, too, see "EffectiveLine".
  CASE WHEN t."personTransferSetAt" IS NOT NULL THEN t."personTransfer"
       ELSE t."transferId" IS NOT NULL OR t."transferRuleId" IS NOT NULL END AS "transfer",
  CASE WHEN t."personTransferSetAt" IS NOT NULL THEN 'person'
       WHEN t."transferId" IS NOT NULL THEN 'pair'
       WHEN t."transferRuleId" IS NOT NULL THEN 'rule' ELSE 'bank' END AS "transferBy",
  CASE WHEN t."personTransferSetAt" IS NULL AND t."transferId" IS NULL
       THEN t."transferRuleId" END AS "transferRuleId",
  t."transferId",
  t."splitSetAt" IS NOT NULL AS "splitByPerson"
FROM "Transaction" t
WHERE (t."removedAt" IS NULL OR t."keptAt" IS NOT NULL) AND t."duplicateOfId" IS NULL;

-- The parts that count: the person's where they decided about the row, else the rule's.
CREATE VIEW "EffectivePart" AS
SELECT p."householdId", p."id", p."transactionId", p."position", p."amountMinor", p."categoryId", p."note",
  p."tagIds", p."ruleId"
FROM "SplitPart" p
JOIN "Transaction" t ON t."householdId" = p."householdId" AND t."id" = p."transactionId"
WHERE (t."splitSetAt" IS NULL) = (p."ruleId" IS NOT NULL);

-- What figures are made of: a row's parts, and the row itself with what its parts leave of it. The lines of a
-- row always come to its amount. "flow" says as what a line counts; hidden rows, transfers and categories left
-- out of spending count as neither income nor spending. A row without a category goes by its sign; a refund is
-- negative spending in its category.
CREATE VIEW "EffectiveLine" AS
SELECT l.*,
  CASE WHEN l."transfer" OR c."kind" = 'transfer' THEN 'transfer'
       WHEN l."hidden" OR c."excludeFromSpending" THEN 'none'
       WHEN c."kind" IS NOT NULL THEN c."kind"::text
       WHEN l."amountMinor" > 0 THEN 'income' ELSE 'spending' END AS "flow"
FROM (
  SELECT e."householdId", e."id" AS "transactionId", NULL::uuid AS "partId", e."accountId", e."date",
    e."currency", e."pending", e."hidden", e."transfer", e."categoryId", e."merchant",
    e."amountMinor" - COALESCE(s."sum", 0) AS "amountMinor"
  FROM "EffectiveTransaction" e
  LEFT JOIN (
    SELECT p."householdId", p."transactionId", sum(p."amountMinor")::bigint AS "sum"
    FROM "EffectivePart" p GROUP BY 1, 2
  ) s ON s."householdId" = e."householdId" AND s."transactionId" = e."id"
  WHERE s."sum" IS NULL OR s."sum" <> e."amountMinor"
  UNION ALL
  SELECT e."householdId", e."id", p."id", e."accountId", e."date", e."currency", e."pending", e."hidden",
    e."transfer", p."categoryId", e."merchant", p."amountMinor"
  FROM "EffectiveTransaction" e
  JOIN "EffectivePart" p ON p."householdId" = e."householdId" AND p."transactionId" = e."id"
) l
LEFT JOIN "Category" c ON c."householdId" = l."householdId" AND c."id" = l."categoryId";
