-- CreateEnum
CREATE TYPE "ProofPackDocumentKind" AS ENUM ('net_worth', 'asset_report', 'statement');

-- CreateEnum
CREATE TYPE "ProofPackVisitKind" AS ENUM ('opened', 'read', 'refused');

-- CreateTable
CREATE TABLE "ProofPack" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "passphraseHash" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ProofPack_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "ProofPackDocument" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "packId" UUID NOT NULL,
    "kind" "ProofPackDocumentKind" NOT NULL,
    "title" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "sourceId" UUID,
    "contentSealed" TEXT,

    CONSTRAINT "ProofPackDocument_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "ProofPackVisit" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "packId" UUID NOT NULL,
    "kind" "ProofPackVisitKind" NOT NULL,
    "documentId" UUID,
    "device" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProofPackVisit_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateIndex
CREATE INDEX "ProofPack_householdId_memberId_createdAt_idx" ON "ProofPack"("householdId", "memberId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "ProofPack_expiresAt_idx" ON "ProofPack"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "ProofPack_householdId_tokenHash_key" ON "ProofPack"("householdId", "tokenHash");

-- CreateIndex
CREATE INDEX "ProofPackDocument_householdId_packId_idx" ON "ProofPackDocument"("householdId", "packId");

-- CreateIndex
CREATE INDEX "ProofPackVisit_householdId_packId_at_idx" ON "ProofPackVisit"("householdId", "packId", "at" DESC);

-- AddForeignKey
ALTER TABLE "ProofPack" ADD CONSTRAINT "ProofPack_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ProofPackDocument" ADD CONSTRAINT "ProofPackDocument_householdId_packId_fkey" FOREIGN KEY ("householdId", "packId") REFERENCES "ProofPack"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ProofPackVisit" ADD CONSTRAINT "ProofPackVisit_householdId_packId_fkey" FOREIGN KEY ("householdId", "packId") REFERENCES "ProofPack"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
