import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { toAppError } from '#lib/items/plaid-failure';
import { getBankIncomePdf } from '#lib/plaid/bank-income';
import type { Viewer } from '#lib/privacy/viewer';
import { findProfile, requirePlaidUser } from './profiles.ts';

/**
 * Plaid's report of what arrives at the member's banks, as a file to be saved, and an entry that it was. It is
 * asked for each time and kept nowhere.
 *
 * @throws AppError not_found; plaid_error or plaid_unavailable
 */
export async function downloadIncomeReport(viewer: Viewer & { userId: string }): Promise<Response> {
  const ref = await findProfile(viewer);
  const plaidUserId =
    ref && (await hasReport(ref.profileId, viewer)) && (await requirePlaidUser(ref));
  if (!plaidUserId) throw new AppError('not_found', 'No report of your income is here.');
  const bytes = await getBankIncomePdf(plaidUserId).catch((error: unknown) => {
    throw toAppError(error, 'The report could not be fetched.');
  });
  await db().$transaction((tx) =>
    recordAudit(tx, viewer.userId, { kind: 'income_handled', details: { as: 'taken' } }),
  );
  return new Response(bytes, {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': 'attachment; filename="income-report.pdf"',
    },
  });
}

async function hasReport(profileId: string, { householdId }: Viewer): Promise<boolean> {
  const where = { householdId, profileId, source: 'bank' as const, contentSealed: { not: null } };
  return (await db().incomeReading.count({ where })) > 0;
}
