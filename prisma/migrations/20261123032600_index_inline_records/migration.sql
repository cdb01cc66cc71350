-- Rows whose record the worker is to put beside them: none but after an upgrade, an import or a move taken back.
CREATE INDEX CONCURRENTLY "Transaction_inline_records" ON "Transaction" ("householdId", "id") WHERE "plaid" IS NOT NULL;
