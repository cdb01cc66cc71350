-- AlterTable
ALTER TABLE "Worker" ADD COLUMN     "poolId" TEXT;
