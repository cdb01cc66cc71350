-- As lib/plaid/transactions.ts reads it from now on: null where it is no other text than the name.
UPDATE "Transaction" t SET "originalDescription" = o."text"
FROM (
  SELECT "householdId", "id",
    left(btrim(regexp_replace("plaid"->>'original_description', '\s+', ' ', 'g')), 500) AS "text"
  FROM "Transaction"
) o
WHERE o."householdId" = t."householdId" AND o."id" = t."id" AND o."text" NOT IN (t."name", '');
