-- CreateEnum
CREATE TYPE "BackupState" AS ENUM ('running', 'done', 'failed');

-- CreateTable
CREATE TABLE "Backup" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" "BackupState" NOT NULL DEFAULT 'running',
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "bytes" BIGINT,
    "rows" BIGINT,
    "error" TEXT,
    "provenAt" TIMESTAMPTZ(3),
    "drilledAt" TIMESTAMPTZ(3),
    "drillError" TEXT,
    "toldAt" TIMESTAMPTZ(3),

    CONSTRAINT "Backup_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Backup_name_key" ON "Backup"("name");

-- CreateIndex
CREATE INDEX "Backup_startedAt_idx" ON "Backup"("startedAt");
