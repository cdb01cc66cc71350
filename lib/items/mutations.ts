import 'server-only';
import type { Tx } from '#lib/db/client';

type ItemRef = { householdId: string; itemId: string };

/** Plaid, or a finished update mode, says the Item is well again. */
export async function clearItemError(tx: Tx, { householdId, itemId }: ItemRef): Promise<void> {
  await tx.item.updateMany({
    where: { householdId, id: itemId },
    data: {
      errorType: null,
      errorCode: null,
      errorDisplay: null,
      errorAt: null,
      failures: 0,
      retryAt: null,
    },
  });
}

/** Plaid says the Item has a problem. */
export async function setItemError(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  error: { type: string; code: string; display: string | null },
): Promise<void> {
  await tx.item.updateMany({
    where: { householdId, id: itemId },
    data: {
      errorType: error.type,
      errorCode: error.code,
      errorDisplay: error.display,
      errorAt: new Date(),
    },
  });
}
