-- "Transaction_amounts" serves whoever looked in here.
DROP INDEX "Transaction_by_size";
