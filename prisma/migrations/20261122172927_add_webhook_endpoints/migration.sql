-- CreateEnum
CREATE TYPE "WebhookEndpointState" AS ENUM ('on', 'paused', 'off');

-- CreateEnum
CREATE TYPE "WebhookDeliveryState" AS ENUM ('waiting', 'delivered', 'failed');

-- CreateTable
CREATE TABLE "WebhookEndpoint" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "secretSealed" TEXT NOT NULL,
    "previousSecretSealed" TEXT,
    "previousUntil" TIMESTAMPTZ(3),
    "state" "WebhookEndpointState" NOT NULL DEFAULT 'on',
    "offReason" TEXT,
    "nextTryAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leaseId" UUID,
    "leaseUntil" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WebhookEndpoint_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "endpointId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "merged" INTEGER NOT NULL DEFAULT 0,
    "state" "WebhookDeliveryState" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "status" INTEGER,
    "error" TEXT,
    "excerpt" TEXT,
    "durationMs" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "triedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateIndex
CREATE INDEX "WebhookEndpoint_householdId_memberId_createdAt_idx" ON "WebhookEndpoint"("householdId", "memberId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "WebhookDelivery_householdId_endpointId_state_id_idx" ON "WebhookDelivery"("householdId", "endpointId", "state", "id");

-- CreateIndex
CREATE INDEX "WebhookDelivery_createdAt_idx" ON "WebhookDelivery"("createdAt");

-- AddForeignKey
ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT "WebhookEndpoint_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_householdId_endpointId_fkey" FOREIGN KEY ("householdId", "endpointId") REFERENCES "WebhookEndpoint"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
