import 'server-only';
import type { AuditEvent } from '#lib/audit/contract';
import { recordAudit } from '#lib/audit/record-audit';
import type { Tx } from '#lib/db/client';
import type { ItemRef } from '#lib/sync/ports';
import { itemNameColumns, itemNameOf } from './item-name.ts';

/** What concerns a connection, without what every such entry says of it. */
type ItemEvent = AuditEvent extends infer Event
  ? Event extends { kind: infer Kind; details: { itemId: string; bank: string } & infer Details }
    ? { kind: Kind; details: Omit<Details, 'itemId' | 'bank'> }
    : never
  : never;

/**
 * Writes down what was done to a connection, under the name it has: to whoever linked it. Nothing when
 * it is gone.
 */
export async function recordItem(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  { kind, details }: ItemEvent,
): Promise<void> {
  const item = await tx.item.findUnique({
    where: { householdId_id: { householdId, id: itemId } },
    select: { ...itemNameColumns, member: { select: { userId: true } } },
  });
  if (!item) return;
  const event = { kind, details: { ...details, itemId, bank: itemNameOf(item) } } as AuditEvent;
  await recordAudit(tx, householdId, { ...event, about: item.member?.userId });
}
