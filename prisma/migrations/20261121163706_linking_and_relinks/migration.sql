-- AlterTable
ALTER TABLE "Institution" ADD COLUMN     "routingNumber" TEXT;

-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "linkAccounts" JSONB,
ADD COLUMN     "linkInstitutionId" TEXT,
ADD COLUMN     "linkSessionId" TEXT;

-- CreateTable
CREATE TABLE "LinkToken" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "tokenSealed" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LinkToken_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "LinkEvent" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "linkSessionId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "viewName" TEXT,
    "institutionId" TEXT,
    "institutionName" TEXT,
    "errorType" TEXT,
    "errorCode" TEXT,
    "exitStatus" TEXT,
    "requestId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LinkEvent_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "Relink" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "fromItemId" UUID NOT NULL,
    "toItemId" UUID NOT NULL,
    "movedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoneAt" TIMESTAMPTZ(3),
    "joined" INTEGER NOT NULL,
    "carried" INTEGER NOT NULL,
    "before" JSONB,

    CONSTRAINT "Relink_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "RelinkRow" (
    "householdId" UUID NOT NULL,
    "relinkId" UUID NOT NULL,
    "transactionId" UUID NOT NULL,
    "before" JSONB NOT NULL,
    "joined" JSONB,
    "aliases" TEXT[],

    CONSTRAINT "RelinkRow_pkey" PRIMARY KEY ("householdId","relinkId","transactionId")
);

-- CreateTable
CREATE TABLE "RelinkDismissal" (
    "householdId" UUID NOT NULL,
    "fromItemId" UUID NOT NULL,
    "toItemId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RelinkDismissal_pkey" PRIMARY KEY ("householdId","fromItemId","toItemId")
);

-- CreateIndex
CREATE INDEX "LinkToken_householdId_memberId_createdAt_idx" ON "LinkToken"("householdId", "memberId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "LinkToken_expiresAt_idx" ON "LinkToken"("expiresAt");

-- CreateIndex
CREATE INDEX "LinkEvent_householdId_receivedAt_idx" ON "LinkEvent"("householdId", "receivedAt");

-- CreateIndex
CREATE INDEX "LinkEvent_receivedAt_idx" ON "LinkEvent"("receivedAt");

-- CreateIndex
CREATE INDEX "Relink_householdId_fromItemId_idx" ON "Relink"("householdId", "fromItemId");

-- CreateIndex
CREATE INDEX "Relink_householdId_toItemId_idx" ON "Relink"("householdId", "toItemId");

-- CreateIndex
CREATE INDEX "Relink_movedAt_idx" ON "Relink"("movedAt");

-- CreateIndex
CREATE INDEX "RelinkRow_householdId_transactionId_idx" ON "RelinkRow"("householdId", "transactionId");

-- CreateIndex
CREATE INDEX "RelinkDismissal_householdId_toItemId_idx" ON "RelinkDismissal"("householdId", "toItemId");

-- AddForeignKey
ALTER TABLE "LinkToken" ADD CONSTRAINT "LinkToken_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "LinkToken" ADD CONSTRAINT "LinkToken_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "LinkEvent" ADD CONSTRAINT "LinkEvent_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Relink" ADD CONSTRAINT "Relink_householdId_fromItemId_fkey" FOREIGN KEY ("householdId", "fromItemId") REFERENCES "Item"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Relink" ADD CONSTRAINT "Relink_householdId_toItemId_fkey" FOREIGN KEY ("householdId", "toItemId") REFERENCES "Item"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RelinkRow" ADD CONSTRAINT "RelinkRow_householdId_relinkId_fkey" FOREIGN KEY ("householdId", "relinkId") REFERENCES "Relink"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RelinkRow" ADD CONSTRAINT "RelinkRow_householdId_transactionId_fkey" FOREIGN KEY ("householdId", "transactionId") REFERENCES "Transaction"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RelinkDismissal" ADD CONSTRAINT "RelinkDismissal_householdId_fromItemId_fkey" FOREIGN KEY ("householdId", "fromItemId") REFERENCES "Item"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RelinkDismissal" ADD CONSTRAINT "RelinkDismissal_householdId_toItemId_fkey" FOREIGN KEY ("householdId", "toItemId") REFERENCES "Item"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
