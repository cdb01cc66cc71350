import 'server-only';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { toAppError } from '#lib/items/plaid-failure';
import { publishTo } from '#lib/live/publish';
import { refreshPayrolls } from '#lib/plaid/payroll-income';
import type { Viewer } from '#lib/privacy/viewer';
import type { IncomeDto, ReadIncomeInput } from './contract.ts';
import { findProfile, type ProfileRef, requirePlaidUser } from './profiles.ts';
import { getIncome } from './queries.ts';
import { enqueueReading } from './request-reading.ts';

/**
 * Has the member's income of a source read: after a passage through Link, or again. Payrolls are asked anew for
 * that; what arrives at a bank only moves with a passage through Link.
 *
 * @throws AppError not_found; plaid_error or plaid_unavailable; item_needs_you
 */
export async function askReading(
  viewer: Viewer,
  { source, after }: ReadIncomeInput,
): Promise<IncomeDto> {
  const ref = await findProfile(viewer);
  const reading = ref && (await findReading(ref, source));
  if (!ref || !reading) {
    throw new AppError('not_found', 'Nothing was asked for yet. Share your income first.');
  }
  if (after === 'ask' && source === 'payroll' && reading.fetchedAt) await refresh(ref);
  const { householdId, profileId } = ref;
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE "IncomeReading" SET "dueAt" = now(), "failures" = 0, "errorType" = NULL, "errorCode" = NULL,
        "state" = 'waiting'
      WHERE "householdId" = ${householdId}::uuid AND "profileId" = ${profileId}::uuid
        AND "source" = ${source}::"IncomeSource"`;
    await enqueueReading(tx, ref);
    await publishTo(tx, viewer, ['income']);
  });
  return getIncome(viewer);
}

function findReading({ householdId, profileId }: ProfileRef, source: ReadIncomeInput['source']) {
  return db().incomeReading.findUnique({
    where: { householdId_profileId_source: { householdId, profileId, source } },
    select: { fetchedAt: true },
  });
}

/** @throws AppError */
async function refresh(ref: ProfileRef): Promise<void> {
  const plaidUserId = await requirePlaidUser(ref);
  if (plaidUserId === null) return;
  const status = await refreshPayrolls(plaidUserId, env().plaid.webhookUrl).catch(
    (error: unknown) => {
      throw toAppError(error, 'Your pay could not be asked for again.');
    },
  );
  if (status === 'SUCCESSFUL') return;
  throw new AppError(
    'item_needs_you',
    'Whoever pays you wants you to sign in again: share your pay through Link once more. What was read before is still here.',
  );
}
