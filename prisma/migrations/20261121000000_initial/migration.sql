-- Search by any part of a word, within one household, from one index.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'member', 'viewer');

-- CreateEnum
CREATE TYPE "TransactionsStatus" AS ENUM ('unknown', 'not_ready', 'initial_complete', 'historical_complete');

-- CreateEnum
CREATE TYPE "CategoryKind" AS ENUM ('income', 'spending', 'transfer');

-- CreateEnum
CREATE TYPE "SyncChangeKind" AS ENUM ('posted', 'changed', 'removed', 'restored');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "operator" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "tokenHash" BYTEA NOT NULL,
    "userId" UUID NOT NULL,
    "householdId" UUID NOT NULL,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "Household" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Household_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Member" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Member_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "Institution" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT,
    "primaryColor" TEXT,
    "logo" TEXT,
    "oauth" BOOLEAN NOT NULL,
    "fetchedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Institution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ItemDirectory" (
    "plaidItemId" TEXT NOT NULL,
    "householdId" UUID NOT NULL,
    "itemId" UUID NOT NULL,

    CONSTRAINT "ItemDirectory_pkey" PRIMARY KEY ("plaidItemId")
);

-- CreateTable
CREATE TABLE "Item" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "plaidItemId" TEXT NOT NULL,
    "institutionId" TEXT,
    "memberId" UUID,
    "accessTokenSealed" TEXT,
    "requestedSeq" BIGINT NOT NULL DEFAULT 0,
    "doneSeq" BIGINT NOT NULL DEFAULT 0,
    "wakeTrigger" TEXT,
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "fence" BIGINT NOT NULL DEFAULT 0,
    "transactionsCursor" TEXT,
    "transactionsStatus" "TransactionsStatus" NOT NULL DEFAULT 'unknown',
    "historyCompleteAt" TIMESTAMPTZ(3),
    "lastSyncedAt" TIMESTAMPTZ(3),
    "lastAttemptAt" TIMESTAMPTZ(3),
    "errorType" TEXT,
    "errorCode" TEXT,
    "errorDisplay" TEXT,
    "errorAt" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "retryAt" TIMESTAMPTZ(3),
    "consentExpiresAt" TIMESTAMPTZ(3),
    "plaid" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removeRequestedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),
    "keepHistory" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Item_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "Account" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "itemId" UUID,
    "plaidAccountId" TEXT,
    "persistentAccountId" TEXT,
    "name" TEXT NOT NULL,
    "officialName" TEXT,
    "mask" TEXT,
    "type" TEXT NOT NULL,
    "subtype" TEXT,
    "holderCategory" TEXT,
    "currency" TEXT,
    "currentMinor" BIGINT,
    "availableMinor" BIGINT,
    "limitMinor" BIGINT,
    "balanceAsOf" TIMESTAMPTZ(3),
    "plaid" JSONB,
    "removedAt" TIMESTAMPTZ(3),
    "anchorMinor" BIGINT,
    "anchorAt" TIMESTAMPTZ(3),
    "personName" TEXT,
    "personNameSetAt" TIMESTAMPTZ(3),
    "hiddenAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "BalanceSnapshot" (
    "householdId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "date" DATE NOT NULL,
    "currency" TEXT,
    "currentMinor" BIGINT,
    "availableMinor" BIGINT,
    "limitMinor" BIGINT,
    "takenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BalanceSnapshot_pkey" PRIMARY KEY ("householdId","accountId","date")
);

-- CreateTable
CREATE TABLE "Category" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "parentId" UUID,
    "name" TEXT NOT NULL,
    "kind" "CategoryKind" NOT NULL,
    "plaidCode" TEXT,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Category_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "Transaction" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "itemId" UUID,
    "plaidTransactionId" TEXT,
    "plaidPendingId" TEXT,
    "date" DATE NOT NULL,
    "authorizedDate" DATE,
    "amountMinor" BIGINT NOT NULL,
    "currency" TEXT,
    "pending" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "merchantName" TEXT,
    "merchantEntityId" TEXT,
    "logoUrl" TEXT,
    "paymentChannel" TEXT,
    "pfcPrimary" TEXT,
    "pfcDetailed" TEXT,
    "providerCategoryId" UUID,
    "plaid" JSONB,
    "firstSyncRunId" UUID,
    "removedAt" TIMESTAMPTZ(3),
    "personCategoryId" UUID,
    "personCategorySetAt" TIMESTAMPTZ(3),
    "personName" TEXT,
    "personNameSetAt" TIMESTAMPTZ(3),
    "note" TEXT,
    "noteSetAt" TIMESTAMPTZ(3),
    "personDate" DATE,
    "personDateSetAt" TIMESTAMPTZ(3),
    "hidden" BOOLEAN NOT NULL DEFAULT false,
    "hiddenSetAt" TIMESTAMPTZ(3),
    "reviewed" BOOLEAN NOT NULL DEFAULT false,
    "reviewedSetAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Transaction_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "TransactionAlias" (
    "householdId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "plaidTransactionId" TEXT NOT NULL,
    "transactionId" UUID NOT NULL,

    CONSTRAINT "TransactionAlias_pkey" PRIMARY KEY ("householdId","itemId","plaidTransactionId")
);

-- CreateTable
CREATE TABLE "SyncRun" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "trigger" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "restarts" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "posted" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "removed" INTEGER NOT NULL DEFAULT 0,
    "errorType" TEXT,
    "errorCode" TEXT,
    "requestId" TEXT,

    CONSTRAINT "SyncRun_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "SyncChange" (
    "householdId" UUID NOT NULL,
    "syncRunId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "transactionId" UUID NOT NULL,
    "kind" "SyncChangeKind" NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "SyncChange_pkey" PRIMARY KEY ("householdId","syncRunId","seq")
);

-- CreateTable
CREATE TABLE "WebhookLog" (
    "id" UUID NOT NULL,
    "plaidItemId" TEXT,
    "webhookType" TEXT NOT NULL,
    "webhookCode" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "bodyHash" BYTEA NOT NULL,
    "keyId" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deliveries" INTEGER NOT NULL DEFAULT 1,
    "handledAt" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "WebhookLog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateBucket" (
    "key" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RateBucket_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Session_householdId_userId_idx" ON "Session"("householdId", "userId");

-- CreateIndex
CREATE INDEX "Member_userId_idx" ON "Member"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Member_householdId_userId_key" ON "Member"("householdId", "userId");

-- CreateIndex
CREATE INDEX "ItemDirectory_householdId_itemId_idx" ON "ItemDirectory"("householdId", "itemId");

-- CreateIndex
CREATE UNIQUE INDEX "Item_householdId_plaidItemId_key" ON "Item"("householdId", "plaidItemId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_householdId_itemId_plaidAccountId_key" ON "Account"("householdId", "itemId", "plaidAccountId");

-- CreateIndex
CREATE INDEX "Category_householdId_parentId_idx" ON "Category"("householdId", "parentId");

-- CreateIndex
CREATE UNIQUE INDEX "Category_householdId_plaidCode_key" ON "Category"("householdId", "plaidCode");

-- CreateIndex
CREATE INDEX "Transaction_householdId_firstSyncRunId_idx" ON "Transaction"("householdId", "firstSyncRunId");

-- CreateIndex
CREATE UNIQUE INDEX "Transaction_householdId_itemId_plaidTransactionId_key" ON "Transaction"("householdId", "itemId", "plaidTransactionId");

-- CreateIndex
CREATE INDEX "TransactionAlias_householdId_transactionId_idx" ON "TransactionAlias"("householdId", "transactionId");

-- CreateIndex
CREATE INDEX "SyncRun_householdId_itemId_startedAt_idx" ON "SyncRun"("householdId", "itemId", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "SyncChange_householdId_transactionId_idx" ON "SyncChange"("householdId", "transactionId");

-- CreateIndex
CREATE INDEX "WebhookLog_plaidItemId_receivedAt_idx" ON "WebhookLog"("plaidItemId", "receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "WebhookLog_keyId_issuedAt_bodyHash_key" ON "WebhookLog"("keyId", "issuedAt", "bodyHash");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_institutionId_fkey" FOREIGN KEY ("institutionId") REFERENCES "Institution"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE SET NULL ("memberId") ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_householdId_itemId_fkey" FOREIGN KEY ("householdId", "itemId") REFERENCES "Item"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "BalanceSnapshot" ADD CONSTRAINT "BalanceSnapshot_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Category" ADD CONSTRAINT "Category_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Category" ADD CONSTRAINT "Category_householdId_parentId_fkey" FOREIGN KEY ("householdId", "parentId") REFERENCES "Category"("householdId", "id") ON DELETE SET NULL ("parentId") ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Transaction" ADD CONSTRAINT "Transaction_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Transaction" ADD CONSTRAINT "Transaction_householdId_itemId_fkey" FOREIGN KEY ("householdId", "itemId") REFERENCES "Item"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Transaction" ADD CONSTRAINT "Transaction_householdId_providerCategoryId_fkey" FOREIGN KEY ("householdId", "providerCategoryId") REFERENCES "Category"("householdId", "id") ON DELETE SET NULL ("providerCategoryId") ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Transaction" ADD CONSTRAINT "Transaction_householdId_personCategoryId_fkey" FOREIGN KEY ("householdId", "personCategoryId") REFERENCES "Category"("householdId", "id") ON DELETE SET NULL ("personCategoryId") ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "TransactionAlias" ADD CONSTRAINT "TransactionAlias_householdId_itemId_fkey" FOREIGN KEY ("householdId", "itemId") REFERENCES "Item"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "TransactionAlias" ADD CONSTRAINT "TransactionAlias_householdId_transactionId_fkey" FOREIGN KEY ("householdId", "transactionId") REFERENCES "Transaction"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "SyncRun" ADD CONSTRAINT "SyncRun_householdId_itemId_fkey" FOREIGN KEY ("householdId", "itemId") REFERENCES "Item"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "SyncChange" ADD CONSTRAINT "SyncChange_householdId_syncRunId_fkey" FOREIGN KEY ("householdId", "syncRunId") REFERENCES "SyncRun"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "SyncChange" ADD CONSTRAINT "SyncChange_householdId_transactionId_fkey" FOREIGN KEY ("householdId", "transactionId") REFERENCES "Transaction"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
-- What the schema language cannot say -------------------------------------------------------------

-- The transactions every card, list, report and export reads: tombstones left out, and what the
-- person decided before what the bank said. "Set to empty" is a decision, hence the marks.
-- The authorised date leads because it stays when a pending row posts; "bankDate" keeps the bank's.
CREATE VIEW "EffectiveTransaction" AS
SELECT
  t."householdId",
  t."id",
  t."accountId",
  t."itemId",
  COALESCE(t."personDate", t."authorizedDate", t."date") AS "date",
  t."date" AS "bankDate",
  t."amountMinor",
  t."currency",
  t."pending",
  CASE WHEN t."personNameSetAt" IS NULL THEN COALESCE(t."merchantName", t."name")
       ELSE COALESCE(t."personName", '') END AS "merchant",
  t."name" AS "bankText",
  t."logoUrl",
  t."paymentChannel",
  CASE WHEN t."personCategorySetAt" IS NULL THEN t."providerCategoryId"
       ELSE t."personCategoryId" END AS "categoryId",
  t."personCategorySetAt" IS NOT NULL AS "categoryByPerson",
  t."note",
  t."hidden",
  t."reviewed",
  COALESCE(t."personName", '') || ' ' || COALESCE(t."merchantName", '') || ' ' || t."name"
    || ' ' || COALESCE(t."note", '') AS "searchText"
FROM "Transaction" t
WHERE t."removedAt" IS NULL;

-- The expressions below repeat the view's, so that its filters and order use the indexes.
CREATE INDEX "Transaction_by_date" ON "Transaction"
  ("householdId", COALESCE("personDate", "authorizedDate", "date") DESC, "id" DESC)
  WHERE "removedAt" IS NULL;

CREATE INDEX "Transaction_by_account_and_date" ON "Transaction"
  ("householdId", "accountId", COALESCE("personDate", "authorizedDate", "date") DESC, "id" DESC)
  WHERE "removedAt" IS NULL;

CREATE INDEX "Transaction_search" ON "Transaction" USING GIN
  ("householdId", (COALESCE("personName", '') || ' ' || COALESCE("merchantName", '') || ' ' || "name"
    || ' ' || COALESCE("note", '')) gin_trgm_ops)
  WHERE "removedAt" IS NULL;

-- The sweep looks for Items with work owed or long untouched.
CREATE INDEX "Item_sweep" ON "Item" ("lastAttemptAt") WHERE "removeRequestedAt" IS NULL;

CREATE INDEX "Item_owed" ON "Item" ("retryAt") WHERE "doneSeq" < "requestedSeq";
CREATE INDEX "Item_leaving" ON "Item" ("removeRequestedAt")
  WHERE "removeRequestedAt" IS NOT NULL AND "removedAt" IS NULL;
CREATE INDEX "WebhookLog_unhandled" ON "WebhookLog" ("plaidItemId") WHERE "handledAt" IS NULL;

-- A doneSeq ahead of requestedSeq would hide a change for ever.
ALTER TABLE "Item" ADD CONSTRAINT "Item_done_within_requested" CHECK ("doneSeq" <= "requestedSeq");
