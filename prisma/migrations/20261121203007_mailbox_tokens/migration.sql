-- CreateEnum
CREATE TYPE "MailboxTokenKind" AS ENUM ('sign_up', 'verify_email', 'change_email', 'reset_password');

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "emailVerifiedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "MailboxToken" (
    "tokenHash" BYTEA NOT NULL,
    "kind" "MailboxTokenKind" NOT NULL,
    "email" TEXT NOT NULL,
    "userId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MailboxToken_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "TokenMail" (
    "id" UUID NOT NULL,
    "kind" "MailboxTokenKind" NOT NULL,
    "toAddress" TEXT NOT NULL,
    "userId" UUID,
    "state" "MailState" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastError" TEXT,
    "subject" TEXT,
    "text" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "TokenMail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "MailboxToken_userId_kind_idx" ON "MailboxToken"("userId", "kind");

-- CreateIndex
CREATE INDEX "MailboxToken_expiresAt_idx" ON "MailboxToken"("expiresAt");

-- CreateIndex
CREATE INDEX "TokenMail_userId_idx" ON "TokenMail"("userId");

-- CreateIndex
CREATE INDEX "TokenMail_createdAt_idx" ON "TokenMail"("createdAt");

-- AddForeignKey
ALTER TABLE "MailboxToken" ADD CONSTRAINT "MailboxToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "TokenMail" ADD CONSTRAINT "TokenMail_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
