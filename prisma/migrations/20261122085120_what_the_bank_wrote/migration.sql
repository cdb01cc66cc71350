-- In three steps, so that nobody waits for the longest: these columns are there at once, the next step fills one
-- of them and holds up no reader, and the last one makes the indexes, during which rows are read but not written.
ALTER TABLE "Transaction" ADD COLUMN "originalDescription" TEXT, ADD COLUMN "memo" TEXT;
