import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { answerPdf } from '#lib/http/answer-pdf';
import { toAppError } from '#lib/items/plaid-failure';
import { getBankIncomePdf } from '#lib/plaid/bank-income';
import type { Viewer } from '#lib/privacy/viewer';
import { findProfile, type ProfileRef, requirePlaidUser } from './profiles.ts';

/** Plaid's report of what arrives at the member's banks, and an entry that it was saved. @throws AppError as below */
export async function downloadIncomeReport(viewer: Viewer & { userId: string }): Promise<Response> {
  const file = await fetchIncomePdf(viewer);
  await db().$transaction((tx) =>
    recordAudit(tx, viewer.userId, { kind: 'income_handled', details: { as: 'taken' } }),
  );
  return answerPdf(file);
}

/**
 * The same for whoever may read it. It is asked for each time and kept nowhere.
 *
 * @throws AppError not_found; plaid_error or plaid_unavailable
 */
export async function fetchIncomePdf(viewer: Viewer) {
  const plaidUserId = await requireReport(viewer);
  const bytes = await getBankIncomePdf(plaidUserId).catch((error: unknown) => {
    throw toAppError(error, 'The report could not be fetched.');
  });
  return { fileName: 'income-report.pdf', bytes };
}

/** Whose it is at Plaid. @throws AppError not_found where nothing was read, or what was read is over */
async function requireReport(viewer: Viewer): Promise<string> {
  const ref = await findProfile(viewer);
  const plaidUserId = ref && (await hasReport(ref)) && (await requirePlaidUser(ref));
  if (plaidUserId) return plaidUserId;
  throw new AppError('not_found', 'No report of your income is here.');
}

/** Whether there is one to be saved or shared. */
export async function hasIncomeReport(viewer: Viewer): Promise<boolean> {
  const ref = await findProfile(viewer);
  return ref !== null && hasReport(ref);
}

async function hasReport({ householdId, profileId }: ProfileRef): Promise<boolean> {
  const where = { householdId, profileId, source: 'bank' as const, contentSealed: { not: null } };
  return (await db().incomeReading.count({ where })) > 0;
}
