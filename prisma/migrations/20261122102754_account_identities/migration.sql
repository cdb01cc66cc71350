-- CreateTable
CREATE TABLE "AccountIdentity" (
    "householdId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "ownersSealed" TEXT NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AccountIdentity_pkey" PRIMARY KEY ("householdId","accountId")
);

-- CreateTable
CREATE TABLE "OwnDetails" (
    "householdId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "detailsSealed" TEXT NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OwnDetails_pkey" PRIMARY KEY ("householdId","memberId")
);

-- AddForeignKey
ALTER TABLE "AccountIdentity" ADD CONSTRAINT "AccountIdentity_householdId_accountId_fkey" FOREIGN KEY ("householdId", "accountId") REFERENCES "Account"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "OwnDetails" ADD CONSTRAINT "OwnDetails_householdId_memberId_fkey" FOREIGN KEY ("householdId", "memberId") REFERENCES "Member"("householdId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- What a bank told of people lives no longer than the connection that told it, and than its account is shared: whatever ends either
-- is not asked to remember this. Who signs in again after that is asked again.
CREATE FUNCTION forget_account_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "AccountIdentity"
  WHERE "householdId" = NEW."householdId" AND "accountId" = NEW."id";
  RETURN NULL;
END $$;

CREATE TRIGGER account_identity_ends AFTER UPDATE OF "removedAt" ON "Account"
FOR EACH ROW WHEN (NEW."removedAt" IS NOT NULL AND OLD."removedAt" IS NULL)
EXECUTE FUNCTION forget_account_identity();

CREATE FUNCTION forget_item_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "ItemProduct"
  WHERE "householdId" = NEW."householdId" AND "itemId" = NEW."id" AND "product" = 'identity';
  DELETE FROM "AccountIdentity" d USING "Account" a
  WHERE a."householdId" = NEW."householdId" AND a."itemId" = NEW."id"
    AND d."householdId" = a."householdId" AND d."accountId" = a."id";
  RETURN NULL;
END $$;

CREATE TRIGGER item_identity_ends AFTER UPDATE OF "removeRequestedAt", "stopReason" ON "Item"
FOR EACH ROW WHEN (
  (NEW."removeRequestedAt" IS NOT NULL AND OLD."removeRequestedAt" IS NULL)
  OR (NEW."stopReason" IN ('permission_revoked', 'token_lost')
    AND NEW."stopReason" IS DISTINCT FROM OLD."stopReason"))
EXECUTE FUNCTION forget_item_identity();
