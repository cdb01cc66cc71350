-- A transaction's account is a key of its own, and the account's Item one of the account's: this one
-- only looked the Item up again for every row.
ALTER TABLE "Transaction" DROP CONSTRAINT "Transaction_householdId_itemId_fkey";
