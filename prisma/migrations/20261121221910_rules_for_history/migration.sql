-- AlterTable
ALTER TABLE "Rule" DROP COLUMN "since",
ADD COLUMN     "history" BOOLEAN NOT NULL DEFAULT true;
