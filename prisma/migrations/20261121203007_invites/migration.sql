-- CreateTable
CREATE TABLE "Invite" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "memberId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "email" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Invite_pkey" PRIMARY KEY ("householdId","id")
);

-- CreateIndex
CREATE INDEX "Invite_householdId_memberId_idx" ON "Invite"("householdId", "memberId");

-- CreateIndex
CREATE INDEX "Invite_expiresAt_idx" ON "Invite"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Invite_householdId_tokenHash_key" ON "Invite"("householdId", "tokenHash");

-- AddForeignKey
ALTER TABLE "Invite" ADD CONSTRAINT "Invite_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
