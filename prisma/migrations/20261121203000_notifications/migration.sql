-- CreateEnum
CREATE TYPE "MailState" AS ENUM ('waiting', 'sent', 'kept', 'dropped', 'failed');

-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "toldTrouble" TEXT,
ADD COLUMN     "toldTroubleAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Notification" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "eventKey" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "inApp" BOOLEAN NOT NULL,
    "readAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),
    "resolvedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "NotificationPreference" (
    "householdId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,

    CONSTRAINT "NotificationPreference_pkey" PRIMARY KEY ("householdId","memberId","kind","channel")
);

-- CreateTable
CREATE TABLE "Mail" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "notificationId" UUID,
    "toAddress" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT,
    "html" TEXT,
    "state" "MailState" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastError" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Mail_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "householdId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("householdId","memberId")
);

-- CreateIndex
CREATE INDEX "Notification_householdId_memberId_createdAt_id_idx" ON "Notification"("householdId", "memberId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Notification_createdAt_idx" ON "Notification"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_householdId_memberId_eventKey_key" ON "Notification"("householdId", "memberId", "eventKey");

-- CreateIndex
CREATE INDEX "Mail_householdId_notificationId_idx" ON "Mail"("householdId", "notificationId");

-- CreateIndex
CREATE INDEX "Mail_createdAt_idx" ON "Mail"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_householdId_tokenHash_key" ON "CalendarFeed"("householdId", "tokenHash");

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "NotificationPreference" ADD CONSTRAINT "NotificationPreference_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_householdId_notificationId_fkey" FOREIGN KEY ("householdId", "notificationId") REFERENCES "Notification"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- The sweep looks, each minute, for what may be worth telling and for mails whose time has come.
CREATE INDEX "Item_troubled" ON "Item" ("id")
  WHERE "errorCode" IS NOT NULL OR "balancesErrorCode" IS NOT NULL OR "toldTrouble" IS NOT NULL
    OR "stopReason" IS NOT NULL OR "disconnectAt" IS NOT NULL;

CREATE INDEX "Item_ending" ON "Item" ("consentExpiresAt") WHERE "consentExpiresAt" IS NOT NULL;

CREATE INDEX "Mail_waiting" ON "Mail" ("nextTryAt") WHERE "state" = 'waiting';
