-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "webhookFailedAt" TIMESTAMPTZ(3);
