-- Rows of one amount, or of a range: five thousand are another count of minor units in each currency.
CREATE INDEX CONCURRENTLY "Transaction_amounts" ON "Transaction"
  ("householdId", "currency", "amountMinor", "date") INCLUDE ("id")
  WHERE "removedAt" IS NULL OR "keptAt" IS NOT NULL;
