-- CreateEnum
CREATE TYPE "InstitutionHealth" AS ENUM ('healthy', 'degraded', 'down');

-- CreateEnum
CREATE TYPE "ItemStop" AS ENUM ('permission_revoked', 'account_revoked', 'token_lost');

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "revokedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Institution" ADD COLUMN     "healthCheckedAt" TIMESTAMPTZ(3),
ADD COLUMN     "loginHealth" "InstitutionHealth",
ADD COLUMN     "logoVersion" TEXT,
ADD COLUMN     "updateHealth" "InstitutionHealth";

-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "disconnectAt" TIMESTAMPTZ(3),
ADD COLUMN     "disconnectAverted" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "disconnectReason" TEXT,
ADD COLUMN     "newAccountsAt" TIMESTAMPTZ(3),
ADD COLUMN     "rotationCalledAt" TIMESTAMPTZ(3),
ADD COLUMN     "rotationRequestedAt" TIMESTAMPTZ(3),
ADD COLUMN     "stopReason" "ItemStop",
ADD COLUMN     "stoppedAt" TIMESTAMPTZ(3),
ADD COLUMN     "tokenRotatedAt" TIMESTAMPTZ(3),
ADD COLUMN     "webhookAckedAt" TIMESTAMPTZ(3),
ADD COLUMN     "webhookUrl" TEXT;

-- The sweep looks for what is rare: rotations under way, and webhooks nobody knew what to do with.
CREATE INDEX "Item_rotating" ON "Item" ("rotationRequestedAt")
  WHERE "rotationRequestedAt" IS NOT NULL;
CREATE INDEX "WebhookLog_unknown" ON "WebhookLog" ("receivedAt" DESC) WHERE "outcome" = 'unknown';
CREATE INDEX "Item_of_institution" ON "Item" ("institutionId") WHERE "removedAt" IS NULL;

UPDATE "Institution" SET "logoVersion" = left(encode(sha256("logo"::bytea), 'hex'), 16)
  WHERE "logo" IS NOT NULL;
