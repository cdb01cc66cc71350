-- AlterTable
ALTER TABLE "OverviewSettings" ADD COLUMN     "stepsClosed" BOOLEAN NOT NULL DEFAULT false;
