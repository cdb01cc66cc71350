-- CreateEnum
CREATE TYPE "ArchiveState" AS ENUM ('waiting', 'ready', 'failed');

-- CreateTable
CREATE TABLE "Archive" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "state" "ArchiveState" NOT NULL DEFAULT 'waiting',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMPTZ(3),
    "rowsDone" INTEGER NOT NULL DEFAULT 0,
    "rowsTotal" INTEGER,
    "bytes" INTEGER,
    "sha256" BYTEA,
    "failure" TEXT,
    "finishedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),

    CONSTRAINT "Archive_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "ArchiveChunk" (
    "householdId" UUID NOT NULL,
    "archiveId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "ArchiveChunk_pkey" PRIMARY KEY ("householdId","archiveId","seq")
);

-- CreateIndex
CREATE INDEX "Archive_householdId_memberId_createdAt_idx" ON "Archive"("householdId", "memberId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Archive_expiresAt_idx" ON "Archive"("expiresAt");

-- AddForeignKey
ALTER TABLE "Archive" ADD CONSTRAINT "Archive_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ArchiveChunk" ADD CONSTRAINT "ArchiveChunk_householdId_archiveId_fkey" FOREIGN KEY ("householdId", "archiveId") REFERENCES "Archive"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Compressed already.
ALTER TABLE "ArchiveChunk" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- The sweep looks for archives whose worker is gone.
CREATE INDEX "Archive_waiting" ON "Archive" ("leaseUntil") WHERE "state" = 'waiting';
