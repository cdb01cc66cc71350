-- AlterTable
ALTER TABLE "LinkEvent" ADD COLUMN     "itemId" UUID;
