-- What is new: the bank's own words and a file's memo are found, and a name or a note that somebody emptied hides
-- the rule's. The view and this index repeat lib/transactions/search-text.ts.
SET LOCAL maintenance_work_mem = '256MB';
CREATE INDEX "Transaction_words" ON "Transaction" USING GIN
  ("householdId", (CASE WHEN "personNameSetAt" IS NOT NULL THEN COALESCE("personName", '')
       ELSE COALESCE("ruleName", '') END || ' ' || COALESCE("merchantName", '') || ' '
    || "name" || ' ' || COALESCE("originalDescription", '') || ' ' || COALESCE("memo", '') || ' '
    || CASE WHEN "noteSetAt" IS NOT NULL THEN COALESCE("note", '')
       ELSE COALESCE("ruleNote", '') END) gin_trgm_ops)
  WHERE "removedAt" IS NULL OR "keptAt" IS NOT NULL;

-- A file's memo is the note where nobody wrote one.
CREATE INDEX "Transaction_noted" ON "Transaction"
  ("householdId", COALESCE("personDate", "authorizedDate", "date") DESC, "id" DESC)
  WHERE ("removedAt" IS NULL OR "keptAt" IS NOT NULL) AND "duplicateOfId" IS NULL
    AND CASE WHEN "noteSetAt" IS NOT NULL THEN "note" ELSE COALESCE("ruleNote", "memo") END IS NOT NULL;

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
  COALESCE(t."originalDescription", t."name") AS "bankText",
  t."logoUrl",
  t."paymentChannel",
  CASE WHEN t."personCategorySetAt" IS NOT NULL THEN t."personCategoryId"
       ELSE COALESCE(t."ruleCategoryId", t."providerCategoryId") END AS "categoryId",
  t."personCategorySetAt" IS NOT NULL AS "categoryByPerson",
  CASE WHEN t."noteSetAt" IS NOT NULL THEN t."note"
       ELSE COALESCE(t."ruleNote", t."memo") END AS "note",
  CASE WHEN t."hiddenSetAt" IS NOT NULL THEN t."hidden"
       ELSE t."hiddenRuleId" IS NOT NULL END AS "hidden",
  CASE WHEN t."reviewedSetAt" IS NOT NULL THEN t."reviewed"
       ELSE t."reviewedRuleId" IS NOT NULL END AS "reviewed",
  CASE WHEN t."personNameSetAt" IS NOT NULL THEN COALESCE(t."personName", '')
       ELSE COALESCE(t."ruleName", '') END || ' ' || COALESCE(t."merchantName", '') || ' '
    || t."name" || ' ' || COALESCE(t."originalDescription", '') || ' ' || COALESCE(t."memo", '') || ' '
    || CASE WHEN t."noteSetAt" IS NOT NULL THEN COALESCE(t."note", '')
       ELSE COALESCE(t."ruleNote", '') END AS "searchText",
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

DROP INDEX "Transaction_search";
DROP INDEX "Transaction_by_note";
