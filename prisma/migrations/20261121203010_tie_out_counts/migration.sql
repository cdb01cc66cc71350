-- What the rows of an account came to is kept, so that a sync that changes none of them need not add
-- up all of them again.
ALTER TABLE "TieOut" ADD COLUMN "countedAt" TIMESTAMPTZ(3),
ADD COLUMN "postedMinor" BIGINT,
ADD COLUMN "pendingMinor" BIGINT,
ADD COLUMN "currency" TEXT,
ADD COLUMN "foreignRows" INTEGER;
