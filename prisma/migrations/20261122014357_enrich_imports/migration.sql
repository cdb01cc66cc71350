-- AlterTable
ALTER TABLE "FileImport" ADD COLUMN     "enrich" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "enrichedAt" TIMESTAMPTZ(3),
ADD COLUMN     "enrichedToId" UUID;
