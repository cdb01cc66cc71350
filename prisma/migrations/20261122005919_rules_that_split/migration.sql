-- AlterTable
ALTER TABLE "Rule" ADD COLUMN     "split" JSONB;
