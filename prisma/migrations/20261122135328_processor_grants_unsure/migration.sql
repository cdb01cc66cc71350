-- AlterTable
ALTER TABLE "ProcessorGrant" ADD COLUMN     "unsureSince" TIMESTAMPTZ(3);
