-- AlterTable
ALTER TABLE "ShownChange" ADD COLUMN     "topics" TEXT[] DEFAULT ARRAY[]::TEXT[];
