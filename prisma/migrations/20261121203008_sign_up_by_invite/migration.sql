-- AlterTable
ALTER TABLE "MailboxToken" ADD COLUMN     "inviteHash" BYTEA,
ADD COLUMN     "inviteHouseholdId" UUID;

-- AlterTable
ALTER TABLE "TokenMail" ADD COLUMN     "inviteHash" BYTEA,
ADD COLUMN     "inviteHouseholdId" UUID;
