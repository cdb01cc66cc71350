import 'server-only';
import { z } from 'zod';
import type { FieldChange } from './contract.ts';

/** The provider columns of a stored change, see lib/sync/plan-changes.ts. */
const columns = z
  .object({
    amountMinor: z.number(),
    currency: z.string().nullable(),
    date: z.string(),
    authorizedDate: z.string().nullable(),
    name: z.string(),
    merchantName: z.string().nullable(),
    plaidAccountId: z.string(),
  })
  .partial()
  .nullish();

const textFields = {
  date: 'date',
  authorizedDate: 'authorizedDate',
  name: 'name',
  merchantName: 'merchant',
  currency: 'currency',
} as const;

/**
 * A stored change as people read it. Pure.
 *
 * @param currency  the row's, for amounts
 * @param nameAccount  the name of an account by Plaid's id
 */
export function readFieldChanges(
  stored: { before: unknown; after: unknown },
  currency: string,
  nameAccount: (plaidAccountId: string) => string,
): FieldChange[] {
  const before = columns.parse(stored.before) ?? {};
  const after = columns.parse(stored.after) ?? {};
  const changes: FieldChange[] = [];
  if (before.amountMinor !== undefined && after.amountMinor !== undefined) {
    changes.push({
      field: 'amount',
      before: { minor: before.amountMinor, currency: before.currency ?? currency },
      after: { minor: after.amountMinor, currency: after.currency ?? currency },
    });
  }
  for (const [column, field] of Object.entries(textFields) as [
    keyof typeof textFields,
    (typeof textFields)[keyof typeof textFields],
  ][]) {
    if (after[column] === undefined) continue;
    changes.push({ field, before: before[column] ?? null, after: after[column] ?? null });
  }
  if (before.plaidAccountId !== undefined && after.plaidAccountId !== undefined) {
    changes.push({
      field: 'account',
      before: nameAccount(before.plaidAccountId),
      after: nameAccount(after.plaidAccountId),
    });
  }
  return changes;
}
