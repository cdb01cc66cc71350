-- Few rows are pending or hidden: they are found here, not by passing over all the others. What is neither is in
-- neither, so that a row costs nothing more as it comes.
CREATE INDEX "Transaction_pending" ON "Transaction"
  ("householdId", COALESCE("personDate", "authorizedDate", "date") DESC, "id" DESC)
  WHERE ("removedAt" IS NULL OR "keptAt" IS NOT NULL) AND "duplicateOfId" IS NULL AND "pending";
CREATE INDEX "Transaction_hidden" ON "Transaction"
  ("householdId", COALESCE("personDate", "authorizedDate", "date") DESC, "id" DESC)
  WHERE ("removedAt" IS NULL OR "keptAt" IS NOT NULL) AND "duplicateOfId" IS NULL
    AND CASE WHEN "hiddenSetAt" IS NOT NULL THEN "hidden" ELSE "hiddenRuleId" IS NOT NULL END;

-- Otherwise PostgreSQL takes half of all rows for hidden, and passes over all of them in search of the first.
CREATE STATISTICS "Transaction_hiding"
  ON (CASE WHEN "hiddenSetAt" IS NOT NULL THEN "hidden" ELSE "hiddenRuleId" IS NOT NULL END)
  FROM "Transaction";
