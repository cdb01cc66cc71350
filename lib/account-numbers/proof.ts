import 'server-only';
import { z } from 'zod';
import { Prisma } from '#lib/db/client';
import type { Proof } from './contract.ts';

const verified = z.object({ verification_status: z.string() });

/** Plaid's verification_status, where an account is not proven to be whose it is said to be. All others prove it, or need no proof. */
const proofs = {
  unsent: 'coming',
  pending_automatic_verification: 'coming',
  pending_manual_verification: 'code',
  verification_expired: 'expired',
  verification_failed: 'failed',
} as const satisfies Record<string, Proof>;

/** What becomes of a connection shows what is for the person to do before what passes by itself. */
const urgency: readonly Proof[] = ['code', 'failed', 'expired', 'coming'];

/** How far the proof of an account has come; null = its numbers may be told. @param plaid  the account as Plaid last sent it */
export function findProof(plaid: unknown): Proof | null {
  const status = verified.safeParse(plaid).data?.verification_status ?? '';
  return Object.hasOwn(proofs, status) ? proofs[status as keyof typeof proofs] : null;
}

/** Of several accounts, as Plaid last sent them. */
export function findUrgentProof(accounts: readonly unknown[]): Proof | null {
  const found = new Set(accounts.map(findProof));
  return urgency.find((proof) => found.has(proof)) ?? null;
}

/** SQL: whether the account `a` is not proven. */
export const isUnproven = Prisma.sql`a."removedAt" IS NULL AND a."revokedAt" IS NULL
  AND a."plaid"->>'verification_status' = ANY(${Object.keys(proofs)}::text[])`;
