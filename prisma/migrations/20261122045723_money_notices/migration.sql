-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "largeCurrency" TEXT,
ADD COLUMN     "largeFromMinor" BIGINT;

-- AlterTable
ALTER TABLE "SyncRun" ADD COLUMN     "toldAt" TIMESTAMPTZ(3);

-- What came before there were such notices is old news.
UPDATE "SyncRun" SET "toldAt" = now() WHERE "startedAt" > now() - interval '3 days';
ALTER TABLE "Member" ADD CONSTRAINT "Member_large" CHECK (("largeFromMinor" IS NULL) = ("largeCurrency" IS NULL));
