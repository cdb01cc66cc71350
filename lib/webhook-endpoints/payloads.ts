import 'server-only';
import { z } from 'zod';
import { notificationKinds } from '#lib/notifications/kinds';
import type { DeliveredType } from './events.ts';

const aboutItem = z.strictObject({
  /** The connection that it is about; null where it is about none, or about several. */
  itemId: z.uuid().nullable(),
});
const aboutNothing = z.strictObject({});

/**
 * What an event says beside its type: ids to ask the API for. No amount, no name and no number of an
 * account: whoever gets to read it without a token knows nothing of anybody's money.
 */
export const payloads = {
  'transactions.changed': aboutItem,
  'accounts.changed': aboutItem,
  'connections.changed': aboutItem,
  'budgets.changed': aboutNothing,
  'sync.completed': z.strictObject({ itemId: z.uuid(), runId: z.uuid() }),
  'notification.created': z.strictObject({
    notificationId: z.uuid(),
    kind: z.enum(notificationKinds),
    itemId: z.uuid().nullable(),
    accountId: z.uuid().nullable(),
    transactionId: z.uuid().nullable(),
    categoryId: z.uuid().nullable(),
  }),
  'test.sent': aboutNothing,
} as const satisfies Record<DeliveredType, z.ZodType>;

export type Payload<Type extends DeliveredType> = z.infer<(typeof payloads)[Type]>;

/** The body of a delivery. */
export function describeBody(type: DeliveredType) {
  return z.strictObject({
    /** As `webhook-id`: the same at every try. */
    id: z.uuid(),
    type: z.literal(type),
    createdAt: z.iso.datetime(),
    householdId: z.uuid(),
    data: payloads[type],
  });
}
