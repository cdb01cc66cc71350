import 'server-only';
import type { Prisma } from '#lib/db/client';

/** What a connection as such is told from: nothing of its accounts. */
export const connectionColumns = {
  id: true,
  createdAt: true,
  requestedSeq: true,
  doneSeq: true,
  transactionsStatus: true,
  historyCompleteAt: true,
  lastSyncedAt: true,
  lastAttemptAt: true,
  errorType: true,
  errorCode: true,
  errorDisplay: true,
  errorAt: true,
  balancesErrorType: true,
  balancesErrorCode: true,
  balancesErrorAt: true,
  leaseUntil: true,
  failures: true,
  consentExpiresAt: true,
  disconnectAt: true,
  disconnectReason: true,
  disconnectAverted: true,
  newAccountsAt: true,
  stopReason: true,
  removeRequestedAt: true,
  removedAt: true,
  linkName: true,
  institution: {
    select: {
      name: true,
      primaryColor: true,
      logoVersion: true,
      loginHealth: true,
      updateHealth: true,
      healthCheckedAt: true,
    },
  },
} satisfies Prisma.ItemSelect;

export type ConnectionRow = Prisma.ItemGetPayload<{ select: typeof connectionColumns }>;
