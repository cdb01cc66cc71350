-- AlterTable
ALTER TABLE "AssetReportCopy" ALTER COLUMN "tokenSealed" DROP NOT NULL;
