-- CreateTable
CREATE TABLE "Security" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "plaidSecurityId" TEXT NOT NULL,
    "name" TEXT,
    "ticker" TEXT,
    "type" TEXT,
    "subtype" TEXT,
    "isCash" BOOLEAN NOT NULL,
    "sector" TEXT,
    "industry" TEXT,
    "plaid" JSONB NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Security_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "Holding" (
    "householdId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "securityId" UUID NOT NULL,
    "quantity" DECIMAL(65,30) NOT NULL,
    "price" DECIMAL(65,30) NOT NULL,
    "pricedOn" DATE,
    "valueMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "costMinor" BIGINT,
    "plaid" JSONB NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Holding_pkey" PRIMARY KEY ("householdId","accountId","securityId")
);

-- CreateTable
CREATE TABLE "HoldingDay" (
    "householdId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "date" DATE NOT NULL,
    "itemId" UUID NOT NULL,
    "currency" TEXT,
    "balanceMinor" BIGINT,
    "availableMinor" BIGINT,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HoldingDay_pkey" PRIMARY KEY ("householdId","accountId","date")
);

-- CreateTable
CREATE TABLE "HoldingSnapshot" (
    "householdId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "date" DATE NOT NULL,
    "securityId" UUID NOT NULL,
    "quantity" DECIMAL(65,30) NOT NULL,
    "price" DECIMAL(65,30) NOT NULL,
    "valueMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,

    CONSTRAINT "HoldingSnapshot_pkey" PRIMARY KEY ("householdId","accountId","date","securityId")
);

-- CreateTable
CREATE TABLE "InvestmentTransaction" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "plaidInvestmentTransactionId" TEXT NOT NULL,
    "securityId" UUID,
    "date" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "feesMinor" BIGINT,
    "currency" TEXT NOT NULL,
    "quantity" DECIMAL(65,30) NOT NULL,
    "price" DECIMAL(65,30) NOT NULL,
    "type" TEXT NOT NULL,
    "subtype" TEXT,
    "plaid" JSONB NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "InvestmentTransaction_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Security_householdId_plaidSecurityId_key" ON "Security"("householdId", "plaidSecurityId");

-- CreateIndex
CREATE INDEX "Holding_householdId_securityId_idx" ON "Holding"("householdId", "securityId");

-- CreateIndex
CREATE INDEX "HoldingSnapshot_householdId_securityId_idx" ON "HoldingSnapshot"("householdId", "securityId");

-- CreateIndex
CREATE INDEX "InvestmentTransaction_householdId_date_id_idx" ON "InvestmentTransaction"("householdId", "date" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "InvestmentTransaction_householdId_accountId_date_idx" ON "InvestmentTransaction"("householdId", "accountId", "date" DESC);

-- CreateIndex
CREATE INDEX "InvestmentTransaction_householdId_securityId_idx" ON "InvestmentTransaction"("householdId", "securityId");

-- CreateIndex
CREATE UNIQUE INDEX "InvestmentTransaction_householdId_plaidInvestmentTransactio_key" ON "InvestmentTransaction"("householdId", "plaidInvestmentTransactionId");

-- AddForeignKey
ALTER TABLE "Security" ADD CONSTRAINT "Security_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Holding" ADD CONSTRAINT "Holding_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Holding" ADD CONSTRAINT "Holding_householdId_securityId_fkey" FOREIGN KEY ("householdId", "securityId") REFERENCES "Security"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "HoldingDay" ADD CONSTRAINT "HoldingDay_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "HoldingSnapshot" ADD CONSTRAINT "HoldingSnapshot_householdId_accountId_date_fkey" FOREIGN KEY ("householdId", "accountId", "date") REFERENCES "HoldingDay"("householdId", "accountId", "date") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "HoldingSnapshot" ADD CONSTRAINT "HoldingSnapshot_householdId_securityId_fkey" FOREIGN KEY ("householdId", "securityId") REFERENCES "Security"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "InvestmentTransaction" ADD CONSTRAINT "InvestmentTransaction_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "InvestmentTransaction" ADD CONSTRAINT "InvestmentTransaction_householdId_securityId_fkey" FOREIGN KEY ("householdId", "securityId") REFERENCES "Security"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
