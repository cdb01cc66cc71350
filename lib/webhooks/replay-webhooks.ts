import 'server-only';
import type { Tx } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';

const replayLimit = 100;

/** Webhooks that came before their Item was stored are handled now. */
export async function replayWebhooks(tx: Tx, plaidItemId: string): Promise<void> {
  const waiting = await tx.webhookLog.findMany({
    where: { plaidItemId, handledAt: null },
    select: { id: true },
    orderBy: { receivedAt: 'asc' },
    take: replayLimit,
  });
  for (const { id } of waiting) {
    await enqueue(tx, 'handle-webhook', { webhookId: id }, { key: `webhook:${id}` });
  }
}
