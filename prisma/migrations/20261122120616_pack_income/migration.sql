-- AlterEnum
ALTER TYPE "ProofPackDocumentKind" ADD VALUE 'income';
