-- CreateTable
CREATE TABLE "PlaidCall" (
    "seconds" INTEGER NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endpoint" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "calls" INTEGER NOT NULL,
    "limited" INTEGER NOT NULL,
    "latencies" INTEGER[],

    CONSTRAINT "PlaidCall_pkey" PRIMARY KEY ("seconds","startsAt","endpoint","outcome")
);
