-- AlterTable
ALTER TABLE "Household" ADD COLUMN     "sample" BOOLEAN NOT NULL DEFAULT false;
