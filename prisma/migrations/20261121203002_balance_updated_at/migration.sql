-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "balanceUpdatedAt" TIMESTAMPTZ(3);
