import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { createIncomeLinkToken, type LinkToken } from '#lib/plaid/link-tokens';
import { PlaidError } from '#lib/plaid/plaid-error';
import type { Viewer } from '#lib/privacy/viewer';
import { unoffered } from '#lib/products/judge-failure';
import type { IncomeSource } from './limits.ts';
import { openProfile, type ProfileRef, requirePlaidUser } from './profiles.ts';

/** A page may be closed before it says that Link was finished: then Plaid is asked. */
const firstLookMs = 5 * 60_000;

/**
 * A token that opens Link for the member's own income, and a place for what it brings.
 *
 * @throws PlaidError; AppError not_offered when this installation may not read income
 */
export async function openIncomeLink(
  viewer: Viewer & { userId: string },
  source: IncomeSource,
): Promise<LinkToken> {
  const ref = await openProfile(viewer);
  try {
    const plaidUserId = await requirePlaidUser(ref);
    if (plaidUserId === null) throw goneMeanwhile();
    const token = await createIncomeLinkToken(ref.profileId, plaidUserId, source);
    await noteOpened(viewer, ref, source);
    return token;
  } catch (error) {
    if (!(error instanceof PlaidError && isUnoffered(error))) throw error;
    throw new AppError(
      'plaid_error',
      'Plaid does not read income for this installation. Whoever runs it can ask Plaid for that. Nothing was changed.',
      { cause: error, data: { plaidCode: error.code, requestId: error.requestId } },
    );
  }
}

function isUnoffered({ code }: PlaidError): boolean {
  return unoffered.has(code) || code === 'PRODUCT_NOT_ENABLED';
}

function goneMeanwhile(): AppError {
  return new AppError(
    'not_found',
    'Your income was deleted meanwhile. Nothing was read; begin once more.',
  );
}

async function noteOpened(
  { userId }: { userId: string },
  { householdId, profileId }: ProfileRef,
  source: IncomeSource,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO "IncomeReading" AS r ("householdId", "id", "profileId", "source", "state", "openedAt", "dueAt")
      VALUES (${householdId}::uuid, ${newId()}::uuid, ${profileId}::uuid, ${source}::"IncomeSource",
        'opened', now(), now() + make_interval(secs => ${firstLookMs / 1000}))
      ON CONFLICT ("householdId", "profileId", "source") DO UPDATE SET
        "openedAt" = now(), "dueAt" = LEAST(r."dueAt", EXCLUDED."dueAt")`;
    await recordAudit(tx, userId, { kind: 'income_handled', details: { as: `asked_${source}` } });
  });
}
