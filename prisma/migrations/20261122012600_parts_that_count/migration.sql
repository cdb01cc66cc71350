-- A row has the person's parts or the rule's, never both: what counts is what there is, and whatever adds lines
-- up need not look at each part's transaction.
DELETE FROM "SplitPart" p USING "Transaction" t
WHERE t."householdId" = p."householdId" AND t."id" = p."transactionId"
  AND (t."splitSetAt" IS NULL) <> (p."ruleId" IS NOT NULL);

CREATE OR REPLACE VIEW "EffectivePart" AS
SELECT p."householdId", p."id", p."transactionId", p."position", p."amountMinor", p."categoryId", p."note",
  p."tagIds", p."ruleId"
FROM "SplitPart" p;
