-- CreateEnum
CREATE TYPE "OidcPurpose" AS ENUM ('sign_in', 'sign_up', 'link', 'step_up');

-- AlterTable
ALTER TABLE "User" ALTER COLUMN "passwordHash" DROP NOT NULL;

-- CreateTable
CREATE TABLE "OidcIdentity" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "label" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OidcIdentity_pkey" PRIMARY KEY ("issuer","subject")
);

-- CreateTable
CREATE TABLE "OidcRoundTrip" (
    "tokenHash" BYTEA NOT NULL,
    "purpose" "OidcPurpose" NOT NULL,
    "sessionId" UUID,
    "nextPath" TEXT NOT NULL,
    "inviteHouseholdId" UUID,
    "inviteHash" BYTEA,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OidcRoundTrip_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateIndex
CREATE UNIQUE INDEX "OidcIdentity_userId_issuer_key" ON "OidcIdentity"("userId", "issuer");

-- CreateIndex
CREATE INDEX "OidcRoundTrip_sessionId_idx" ON "OidcRoundTrip"("sessionId");

-- CreateIndex
CREATE INDEX "OidcRoundTrip_expiresAt_idx" ON "OidcRoundTrip"("expiresAt");

-- AddForeignKey
ALTER TABLE "OidcIdentity" ADD CONSTRAINT "OidcIdentity_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "OidcRoundTrip" ADD CONSTRAINT "OidcRoundTrip_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
