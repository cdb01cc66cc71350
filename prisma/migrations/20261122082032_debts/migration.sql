-- CreateEnum
CREATE TYPE "ItemProductState" AS ENUM ('waiting', 'ready', 'unsupported', 'needs_consent', 'failed');

-- CreateEnum
CREATE TYPE "DebtKind" AS ENUM ('credit', 'mortgage', 'student');

-- CreateTable
CREATE TABLE "ItemProduct" (
    "householdId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "product" TEXT NOT NULL,
    "state" "ItemProductState" NOT NULL,
    "errorType" TEXT,
    "errorCode" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "fetchedAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ItemProduct_pkey" PRIMARY KEY ("householdId","itemId","product")
);

-- CreateTable
CREATE TABLE "Debt" (
    "householdId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "kind" "DebtKind" NOT NULL,
    "isOverdue" BOOLEAN,
    "statementMinor" BIGINT,
    "statementOn" DATE,
    "minimumMinor" BIGINT,
    "dueOn" DATE,
    "lastPaymentMinor" BIGINT,
    "lastPaymentOn" DATE,
    "rate" DECIMAL(9,6),
    "endsOn" DATE,
    "pastDueMinor" BIGINT,
    "interestMinor" BIGINT,
    "plaid" JSONB NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Debt_pkey" PRIMARY KEY ("householdId","accountId")
);

-- CreateTable
CREATE TABLE "DebtRate" (
    "householdId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "rate" DECIMAL(9,6) NOT NULL,
    "balanceMinor" BIGINT,
    "interestMinor" BIGINT,

    CONSTRAINT "DebtRate_pkey" PRIMARY KEY ("householdId","accountId","position")
);

-- CreateTable
CREATE TABLE "CardStatement" (
    "householdId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "issuedOn" DATE NOT NULL,
    "balanceMinor" BIGINT NOT NULL,
    "minimumMinor" BIGINT,
    "dueOn" DATE,

    CONSTRAINT "CardStatement_pkey" PRIMARY KEY ("householdId","accountId","issuedOn")
);

-- CreateIndex
CREATE INDEX "ItemProduct_dueAt_idx" ON "ItemProduct"("dueAt");

-- AddForeignKey
ALTER TABLE "ItemProduct" ADD CONSTRAINT "ItemProduct_householdId_itemId_fkey" FOREIGN KEY ("householdId", "itemId") REFERENCES "Item"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Debt" ADD CONSTRAINT "Debt_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "DebtRate" ADD CONSTRAINT "DebtRate_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Debt"("householdId", "accountId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CardStatement" ADD CONSTRAINT "CardStatement_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
