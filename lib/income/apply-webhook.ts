import 'server-only';
import { z } from 'zod';
import type { Tx } from '#lib/db/client';
import { publishTo } from '#lib/live/publish';
import type { IncomeSource } from './limits.ts';
import { findByPlaidId, type ProfileRef } from './profiles.ts';
import { requestReading } from './request-reading.ts';

const incomeBody = z.object({
  webhook_type: z.string(),
  webhook_code: z.string(),
  user_id: z.string().max(200).optional(),
  item_id: z.string().max(200).optional(),
});

/** Which source a code of Plaid's is about; what is not here asks for nothing. */
const sourceByCode: Record<string, IncomeSource> = {
  INCOME_VERIFICATION: 'payroll',
  INCOME_VERIFICATION_REFRESH_RECONNECT_NEEDED: 'payroll',
  BANK_INCOME_COMPLETE: 'bank',
  BANK_INCOME_REFRESH_COMPLETE: 'bank',
  BANK_INCOME_REFRESH_UPDATE: 'bank',
  PRODUCT_READY: 'bank',
};

/** Says that only the person's passing through Link again brings what changed. */
const needsLink = new Set([
  'INCOME_VERIFICATION_REFRESH_RECONNECT_NEEDED',
  'BANK_INCOME_REFRESH_UPDATE',
]);

/**
 * Does what a webhook asks for that is about somebody's income, or about a connection made for it. Webhooks
 * arrive twice, late and out of order, so none is believed: what it is about is read.
 *
 * @returns null when it is about nobody's income here
 */
export async function applyToIncome(tx: Tx, body: unknown): Promise<'woke' | 'seen' | null> {
  const { data } = incomeBody.safeParse(body);
  if (!data) return null;
  const ids = [data.user_id, data.item_id].filter((id) => id !== undefined);
  for (const id of ids) {
    const ref = await findByPlaidId(tx, id);
    if (ref) return applyTo(tx, ref, data);
  }
  return null;
}

async function applyTo(
  tx: Tx,
  ref: ProfileRef,
  { webhook_type: type, webhook_code: code }: z.infer<typeof incomeBody>,
): Promise<'woke' | 'seen'> {
  const source =
    type === 'INCOME' && Object.hasOwn(sourceByCode, code) ? sourceByCode[code] : undefined;
  if (!source) return 'seen';
  if (needsLink.has(code)) return noteChange(tx, ref, source);
  return (await requestReading(tx, ref, [source])) ? 'woke' : 'seen';
}

async function noteChange(
  tx: Tx,
  { householdId, profileId }: ProfileRef,
  source: IncomeSource,
): Promise<'seen'> {
  const profile = await tx.incomeProfile.findFirst({
    where: { householdId, id: profileId, removeRequestedAt: null },
    select: { memberId: true },
  });
  if (!profile) return 'seen';
  await tx.incomeReading.updateMany({
    where: { householdId, profileId, source, changedAt: null },
    data: { changedAt: new Date() },
  });
  await publishTo(tx, { householdId, memberId: profile.memberId }, ['income']);
  return 'seen';
}
