-- CreateTable
CREATE TABLE "Deletion" (
    "id" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "scope" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "householdIds" UUID[],
    "itemIds" UUID[],
    "householdsTotal" INTEGER NOT NULL,
    "accessesTotal" INTEGER NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "toAddress" TEXT,

    CONSTRAINT "Deletion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ForgottenItem" (
    "itemHash" BYTEA NOT NULL,
    "forgottenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ForgottenItem_pkey" PRIMARY KEY ("itemHash")
);

-- CreateIndex
CREATE UNIQUE INDEX "Deletion_tokenHash_key" ON "Deletion"("tokenHash");

-- CreateIndex
CREATE INDEX "ForgottenItem_forgottenAt_idx" ON "ForgottenItem"("forgottenAt");
