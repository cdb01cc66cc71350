import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { publishTo } from '#lib/live/publish';
import { log } from '#lib/log';
import { getBankIncome } from '#lib/plaid/bank-income';
import { getIncomeSessions, type ProviderSessions } from '#lib/plaid/income-users';
import { getEmployments, getPayrolls } from '#lib/plaid/payroll-income';
import { internalError, ownError, PlaidError } from '#lib/plaid/plaid-error';
import { replayWebhooks } from '#lib/webhooks/replay-webhooks';
import { type IncomeContent, type PayrollContent, sealContent } from './content.ts';
import { type Judgement, judgeBank, judgeIncomeFailure, judgePayroll } from './judge-income.ts';
import type { IncomeSource } from './limits.ts';
import { nameInDirectory, type ProfileRef, requirePlaidUser } from './profiles.ts';

/** A reading that a killed worker began is taken up after this long. */
const claimMs = 10 * 60_000;
/** A token for Link lives four hours; whoever has not finished by then will not. */
const openMs = 5 * 3_600_000;

/**
 * Reads what is due of somebody's income, each source by itself: what one of them meets changes nothing of the
 * other. Harmless to do again, and at any time.
 *
 * @param random  in [0, 1), for jitter
 */
export async function readIncome(ref: ProfileRef, random: () => number): Promise<void> {
  const claims = await claimDue(ref);
  if (claims.length === 0) return;
  let sessions: ProviderSessions;
  let plaidUserId: string | null;
  try {
    plaidUserId = await requirePlaidUser(ref);
    if (plaidUserId === null) return;
    sessions = await getIncomeSessions(plaidUserId);
    await keepItems(ref, sessions.plaidItemIds);
  } catch (error) {
    for (const claim of claims) await recordFailure(ref, claim, { error, random });
    return;
  }
  for (const claim of claims) {
    if (sessions.finished[claim.source]) await readSource(ref, claim, { plaidUserId, random });
    else await waitForFinish(ref, claim);
  }
}

type Claim = {
  id: string;
  memberId: string;
  source: IncomeSource;
  state: string;
  /** A webhook or the person that comes while the reading runs moves it away from this. */
  dueAt: Date;
  failures: number;
  openForMs: number;
  hasContent: boolean;
};

function claimDue({ householdId, profileId }: ProfileRef): Promise<Claim[]> {
  return db().$queryRaw<Claim[]>`
    UPDATE "IncomeReading" r SET "dueAt" = now() + make_interval(secs => ${claimMs / 1000})
    FROM "IncomeProfile" p
    WHERE r."householdId" = ${householdId}::uuid AND r."profileId" = ${profileId}::uuid
      AND p."householdId" = r."householdId" AND p."id" = r."profileId"
      AND p."removeRequestedAt" IS NULL AND r."dueAt" <= now()
    RETURNING r."id", p."memberId", r."source"::text AS "source", r."state"::text AS "state", r."dueAt", r."failures",
      (extract(epoch FROM now() - r."openedAt") * 1000)::float8 AS "openForMs",
      r."contentSealed" IS NOT NULL AS "hasContent"`;
}

/** Webhooks that name them are about this income from now on, and were, if they came before. */
async function keepItems(ref: ProfileRef, plaidItemIds: readonly string[]): Promise<void> {
  const { householdId, profileId: id } = ref;
  await db().$transaction(async (tx) => {
    const known = await tx.incomeProfile.findUnique({
      where: { householdId_id: { householdId, id } },
      select: { plaidItemIds: true },
    });
    const fresh = plaidItemIds.filter((each) => !known?.plaidItemIds.includes(each));
    if (!known || fresh.length === 0) return;
    await tx.incomeProfile.updateMany({
      where: { householdId, id },
      data: { plaidItemIds: { push: fresh } },
    });
    await nameInDirectory(tx, ref, fresh);
    for (const plaidItemId of fresh) await replayWebhooks(tx, plaidItemId);
  });
}

type Asking = { plaidUserId: string; random: () => number };

async function readSource(
  ref: ProfileRef,
  claim: Claim,
  { plaidUserId, random }: Asking,
): Promise<void> {
  try {
    if (claim.source === 'bank') {
      const content = await getBankIncome(plaidUserId);
      await record(ref, claim, { ...judgeBank(content), content });
    } else {
      const content = await readPayroll(plaidUserId);
      await record(ref, claim, { ...judgePayroll(content), content });
    }
  } catch (error) {
    await recordFailure(ref, claim, { error, random });
  }
}

/** Where somebody works is told apart from their pay, and may be missing by itself. */
async function readPayroll(plaidUserId: string): Promise<PayrollContent> {
  const payrolls = await getPayrolls(plaidUserId);
  try {
    return { payrolls, employments: await getEmployments(plaidUserId), noEmployments: null };
  } catch (error) {
    if (!(error instanceof PlaidError)) throw error;
    return { payrolls, employments: [], noEmployments: error.code };
  }
}

/** Nobody has finished a passage through Link: asked again, ever less often, until the token is over. */
async function waitForFinish(ref: ProfileRef, claim: Claim): Promise<void> {
  const { householdId } = ref;
  const where = { householdId, id: claim.id, dueAt: claim.dueAt };
  if (claim.openForMs < openMs) {
    const waitMs = Math.max(60_000, claim.openForMs);
    const dueAt = new Date(Date.now() + waitMs);
    await db().incomeReading.updateMany({ where, data: { dueAt } });
  } else if (claim.hasContent) {
    await db().incomeReading.updateMany({ where, data: { dueAt: null } });
  } else {
    await db().incomeReading.deleteMany({ where });
  }
}

async function recordFailure(
  ref: ProfileRef,
  claim: Claim,
  { error, random }: { error: unknown; random: () => number },
): Promise<void> {
  const { source } = claim;
  if (!(error instanceof PlaidError)) log.error({ error, source }, 'income not read');
  const { type, code, message } =
    error instanceof PlaidError ? error : { type: ownError, code: internalError, message: '' };
  log.info({ code, source }, 'income not read');
  const judged = judgeIncomeFailure({ type, code, message }, claim.failures + 1, random());
  // Of what nobody may have finished, a failure says nothing to anybody.
  const state =
    claim.state === 'opened' && judged.state !== 'unsupported' ? 'opened' : judged.state;
  await record(ref, claim, { ...judged, state, error: { type, code } });
}

type Ending = Omit<Judgement, 'state'> & {
  state: Judgement['state'] | 'opened';
  content?: IncomeContent[IncomeSource];
  error?: { type: string; code: string };
};

/** Nothing where the person had it all deleted meanwhile. */
async function record(
  ref: ProfileRef,
  claim: Claim,
  { state, retryInMs, content, error }: Ending,
): Promise<void> {
  const { householdId } = ref;
  const { id, memberId } = claim;
  const sealed = content === undefined ? null : sealContent({ householdId, id }, content);
  await db().$transaction(async (tx: Tx) => {
    await tx.$executeRaw`
      UPDATE "IncomeReading" SET "state" = ${state}::"IncomeState",
        "errorType" = ${error?.type ?? null}, "errorCode" = ${error?.code ?? null},
        "failures" = ${error ? claim.failures + 1 : 0},
        "contentSealed" = COALESCE(${sealed}, "contentSealed"),
        "fetchedAt" = CASE WHEN ${sealed !== null} THEN now() ELSE "fetchedAt" END,
        "changedAt" = CASE WHEN ${sealed !== null} THEN NULL ELSE "changedAt" END,
        "dueAt" = CASE WHEN "dueAt" = ${claim.dueAt}::timestamptz
          THEN now() + make_interval(secs => ${retryInMs === null ? null : retryInMs / 1000}::float8)
          ELSE "dueAt" END
      WHERE "householdId" = ${householdId}::uuid AND "id" = ${id}::uuid`;
    await publishTo(tx, { householdId, memberId }, ['income']);
  });
}
