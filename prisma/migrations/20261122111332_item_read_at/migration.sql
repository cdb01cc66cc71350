-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "plaidReadAt" TIMESTAMPTZ(3);
