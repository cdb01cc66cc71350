-- AlterTable
ALTER TABLE "FileImport" ADD COLUMN     "made" JSONB;
