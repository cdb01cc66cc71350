-- AlterTable
ALTER TABLE "Attachment" ADD COLUMN     "keySealed" TEXT,
ADD COLUMN     "objectId" UUID;

-- CreateTable
CREATE TABLE "StoredObject" (
    "id" UUID NOT NULL,
    "store" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StoredObject_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "StoredObject_createdAt_idx" ON "StoredObject"("createdAt");

-- CreateIndex
CREATE INDEX "Attachment_objectId_idx" ON "Attachment"("objectId");
