import 'server-only';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { readAccessToken } from '#lib/items/access-token';
import { toBankError } from '#lib/items/plaid-failure';
import { isRefusal, PlaidError } from '#lib/plaid/plaid-error';
import { statementDays } from '#lib/plaid/statement-days';
import { refreshStatements } from '#lib/plaid/statements';
import { requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import { beginRefresh, endRefresh } from './mutations.ts';

/**
 * Has the bank asked for what it issued in the last two years: Plaid fetches new statements when it is told to, and
 * bills that. That it is asked is written down before, and stands until Plaid refuses: where its answer is lost the bank may be asked
 * all the same. Asked again while the bank still is, nothing is done.
 *
 * @throws AppError not_found, also where no statements are shared; forbidden when another member linked it;
 * item_disconnected; item_needs_you; plaid_error or plaid_unavailable
 */
export async function requestRefresh(viewer: Viewer, itemId: string): Promise<void> {
  await requireOwnItem(viewer, itemId);
  const ref = { householdId: viewer.householdId, itemId };
  const accessToken = await readAccessToken(ref.householdId, itemId);
  if (!(await beginRefresh(ref))) return requireShared(viewer, itemId);
  try {
    await refreshStatements(accessToken, statementDays(new Date()));
  } catch (error) {
    if (!isRefusal(error)) throw toUnsure(error);
    await db().$transaction((tx) => endRefresh(tx, ref, { failed: false }));
    throw toBankError(error, 'The bank could not be asked for newer statements');
  }
}

function toUnsure(error: unknown): unknown {
  if (!(error instanceof PlaidError)) return error;
  return new AppError(
    'plaid_unavailable',
    'Plaid did not answer to the end, so your bank may or may not have been asked. What it gives appears here by itself. If nothing has come within an hour, ask again.',
    { cause: error, data: { plaidCode: error.code, requestId: error.requestId } },
  );
}

async function requireShared({ householdId }: Viewer, itemId: string): Promise<void> {
  const shared = await db().itemProduct.count({
    where: { householdId, itemId, product: 'statements', state: 'ready' },
  });
  if (shared > 0) return;
  throw new AppError('not_found', 'This bank does not share its statements yet.');
}
