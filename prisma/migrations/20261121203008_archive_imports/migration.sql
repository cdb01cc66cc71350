-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('uploading', 'waiting', 'done', 'failed');

-- CreateTable
CREATE TABLE "ArchiveImport" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "state" "ImportState" NOT NULL DEFAULT 'uploading',
    "bytes" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMPTZ(3),
    "rowsDone" INTEGER NOT NULL DEFAULT 0,
    "rowsTotal" INTEGER,
    "failure" TEXT,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ArchiveImport_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "ArchiveImportPart" (
    "householdId" UUID NOT NULL,
    "importId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "ArchiveImportPart_pkey" PRIMARY KEY ("householdId","importId","seq")
);

-- CreateIndex
CREATE INDEX "ArchiveImport_householdId_memberId_idx" ON "ArchiveImport"("householdId", "memberId");

-- CreateIndex
CREATE INDEX "ArchiveImport_createdAt_idx" ON "ArchiveImport"("createdAt");

-- AddForeignKey
ALTER TABLE "ArchiveImport" ADD CONSTRAINT "ArchiveImport_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ArchiveImportPart" ADD CONSTRAINT "ArchiveImportPart_householdId_importId_fkey" FOREIGN KEY ("householdId", "importId") REFERENCES "ArchiveImport"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Compressed already.
ALTER TABLE "ArchiveImportPart" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- The sweep looks for imports whose worker is gone.
CREATE INDEX "ArchiveImport_waiting" ON "ArchiveImport" ("leaseUntil") WHERE "state" = 'waiting';
