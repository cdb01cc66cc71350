-- CreateTable
CREATE TABLE "ProcessorGrant" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "plaidAccountId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "partner" TEXT NOT NULL,
    "products" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProcessorGrant_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateIndex
CREATE INDEX "ProcessorGrant_householdId_itemId_idx" ON "ProcessorGrant"("householdId", "itemId");

-- AddForeignKey
ALTER TABLE "ProcessorGrant" ADD CONSTRAINT "ProcessorGrant_householdId_itemId_fkey" FOREIGN KEY ("householdId", "itemId") REFERENCES "Item"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
