-- Where few are reviewed, they are found without passing over all others.
CREATE INDEX CONCURRENTLY "Transaction_reviewed" ON "Transaction"
  ("householdId", COALESCE("personDate", "authorizedDate", "date") DESC, "id" DESC)
  WHERE ("removedAt" IS NULL OR "keptAt" IS NOT NULL) AND "duplicateOfId" IS NULL
    AND CASE WHEN "reviewedSetAt" IS NOT NULL THEN "reviewed" ELSE "reviewedRuleId" IS NOT NULL END;
