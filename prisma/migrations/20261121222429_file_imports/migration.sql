-- CreateEnum
CREATE TYPE "FileImportState" AS ENUM ('reading', 'ready', 'applying', 'done', 'undone', 'failed');

-- AlterTable
ALTER TABLE "Transaction" ADD COLUMN     "importId" UUID,
ADD COLUMN     "importReference" TEXT;

-- CreateTable
CREATE TABLE "FileImport" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "format" TEXT,
    "state" "FileImportState" NOT NULL DEFAULT 'reading',
    "version" INTEGER NOT NULL DEFAULT 0,
    "file" BYTEA,
    "source" TEXT,
    "mapping" JSONB,
    "sheet" INTEGER NOT NULL DEFAULT 0,
    "preview" JSONB,
    "choices" JSONB,
    "failure" TEXT,
    "imported" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "FileImport_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateIndex
CREATE INDEX "FileImport_householdId_memberId_createdAt_idx" ON "FileImport"("householdId", "memberId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "FileImport_householdId_accountId_idx" ON "FileImport"("householdId", "accountId");

-- CreateIndex
CREATE INDEX "FileImport_createdAt_idx" ON "FileImport"("createdAt");

-- AddForeignKey
ALTER TABLE "FileImport" ADD CONSTRAINT "FileImport_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "FileImport" ADD CONSTRAINT "FileImport_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- What an import brought, to undo it, and what its rows are called in files. Rows of banks are in neither.
CREATE INDEX "Transaction_by_import" ON "Transaction" ("householdId", "importId")
  WHERE "importId" IS NOT NULL;
CREATE INDEX "Transaction_by_import_reference"
  ON "Transaction" ("householdId", "accountId", "importReference")
  WHERE "importReference" IS NOT NULL;
CREATE INDEX "FileImport_unfinished" ON "FileImport" ("createdAt")
  WHERE "state" IN ('reading', 'applying');
