-- CreateEnum
CREATE TYPE "Cadence" AS ENUM ('weekly', 'biweekly', 'semi_monthly', 'monthly', 'quarterly', 'yearly', 'irregular');

-- CreateEnum
CREATE TYPE "StreamState" AS ENUM ('suggested', 'confirmed', 'rejected');

-- AlterTable
ALTER TABLE "Household" ADD COLUMN     "streamsAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "streamsChangedAt" TIMESTAMPTZ(3),
ADD COLUMN     "streamsErrorCode" TEXT,
ADD COLUMN     "streamsReadAt" TIMESTAMPTZ(3),
ADD COLUMN     "streamsTriedAt" TIMESTAMPTZ(3),
ADD COLUMN     "streamsUnserved" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Stream" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "plaidStreamIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "cadence" "Cadence" NOT NULL,
    "confidence" INTEGER NOT NULL,
    "plaidNextOn" DATE,
    "plaidEnded" BOOLEAN NOT NULL DEFAULT false,
    "state" "StreamState" NOT NULL DEFAULT 'suggested',
    "decidedAt" TIMESTAMPTZ(3),
    "personName" TEXT,
    "personCategoryId" UUID,
    "personCadence" "Cadence",
    "personAmountMinor" BIGINT,
    "endsOn" DATE,
    "merged" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Stream_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "StreamRow" (
    "householdId" UUID NOT NULL,
    "transactionId" UUID NOT NULL,
    "streamId" UUID NOT NULL,

    CONSTRAINT "StreamRow_pkey" PRIMARY KEY ("householdId","transactionId")
);

-- CreateIndex
CREATE INDEX "Stream_householdId_personCategoryId_idx" ON "Stream"("householdId", "personCategoryId");

-- CreateIndex
CREATE INDEX "StreamRow_householdId_streamId_idx" ON "StreamRow"("householdId", "streamId");

-- AddForeignKey
ALTER TABLE "Stream" ADD CONSTRAINT "Stream_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Stream" ADD CONSTRAINT "Stream_householdId_personCategoryId_fkey" FOREIGN KEY ("householdId", "personCategoryId") REFERENCES "Category"("householdId", "id") ON DELETE SET NULL ("personCategoryId") ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "StreamRow" ADD CONSTRAINT "StreamRow_householdId_streamId_fkey" FOREIGN KEY ("householdId", "streamId") REFERENCES "Stream"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "StreamRow" ADD CONSTRAINT "StreamRow_householdId_transactionId_fkey" FOREIGN KEY ("householdId", "transactionId") REFERENCES "Transaction"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
