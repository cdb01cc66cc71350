-- The sweep looks for them each minute; where all have one it is empty.
CREATE INDEX CONCURRENTLY "MonthSum_without_print" ON "MonthSum" ("householdId") WHERE "print" IS NULL;
