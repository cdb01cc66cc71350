-- CreateTable
CREATE TABLE "Attachment" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "transactionId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Attachment_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "AttachmentChunk" (
    "householdId" UUID NOT NULL,
    "attachmentId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "AttachmentChunk_pkey" PRIMARY KEY ("householdId","attachmentId","seq")
);

-- CreateIndex
CREATE INDEX "Attachment_householdId_transactionId_idx" ON "Attachment"("householdId", "transactionId");

-- CreateIndex
CREATE INDEX "Attachment_removedAt_idx" ON "Attachment"("removedAt");

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_householdId_transactionId_fkey" FOREIGN KEY ("householdId", "transactionId") REFERENCES "Transaction"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "AttachmentChunk" ADD CONSTRAINT "AttachmentChunk_householdId_attachmentId_fkey" FOREIGN KEY ("householdId", "attachmentId") REFERENCES "Attachment"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
