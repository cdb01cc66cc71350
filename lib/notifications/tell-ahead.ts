import 'server-only';
import { listAccounts } from '#lib/accounts/queries';
import { addDays, type CivilDate, civilDateIn } from '#lib/dates/civil-date';
import { instantOf } from '#lib/dates/instant-of';
import { db } from '#lib/db/client';
import { forecastQuery } from '#lib/forecast/contract';
import { getForecast, isSpentFrom } from '#lib/forecast/queries';
import type { Viewer } from '#lib/privacy/viewer';
import { listUpcoming } from '#lib/recurring/dues';
import { getRecurring } from '#lib/recurring/queries';
import { readFloors } from './balance-floors.ts';
import { judgeBalance, type LowBalance } from './judge-balance.ts';
import type { NotificationKind } from './kinds.ts';
import { billDays, planBillNotices } from './plan-bill-notices.ts';
import { planLowNotices } from './plan-low-notices.ts';
import { planPriceNotices } from './plan-price-notices.ts';
import { unknownZone } from './plan-week.ts';
import { wantedKinds } from './preferences.ts';
import { type NoticesPlan, type Told, tellPlanned } from './tell-planned.ts';

const batchSize = 500;
/** Of each morning's clock there. */
const hour = 8;

type Plan = (told: readonly Told[]) => NoticesPlan;

/** Members whose morning has come, and those for whom none was named yet. */
export function listAheadDue(): Promise<Viewer[]> {
  return db().$queryRaw<Viewer[]>`
    SELECT "householdId", "id" AS "memberId" FROM "Member"
    WHERE "aheadDueAt" <= now() OR "aheadDueAt" IS NULL
    ORDER BY "aheadDueAt" NULLS FIRST LIMIT ${batchSize}`;
}

/**
 * Tells one member of a morning what comes: bills of the next days, accounts that will be low, and what costs another
 * amount by now. The next morning is named in the commit that tells, so that however many workers look, it is done once;
 * whom it was never done for hears from the next one on.
 */
export async function tellAhead(viewer: Viewer, now = new Date()): Promise<void> {
  const { householdId, memberId } = viewer;
  const member = await db().member.findUnique({
    where: { householdId_id: { householdId, id: memberId } },
    select: {
      aheadDueAt: true,
      timeZone: true,
      preferences: { select: { kind: true, channel: true, enabled: true } },
    },
  });
  if (!member || (member.aheadDueAt && member.aheadDueAt > now)) return;
  const { aheadDueAt, preferences } = member;
  const timeZone = member.timeZone ?? unknownZone;
  const today = civilDateIn(timeZone, now);
  const plans = aheadDueAt ? await planAhead(viewer, wantedKinds(preferences), today) : [];
  await db().$transaction(async (tx) => {
    const { count } = await tx.member.updateMany({
      where: { householdId, id: memberId, aheadDueAt },
      data: { aheadDueAt: nextMorning(timeZone, now) },
    });
    if (count === 0) return;
    for (const [kind, plan] of plans) await tellPlanned(tx, viewer, kind, plan);
  });
}

function nextMorning(timeZone: string, now: Date): Date {
  const today = civilDateIn(timeZone, now);
  const morning = instantOf(timeZone, today, hour);
  return morning > now ? morning : instantOf(timeZone, addDays(today, 1), hour);
}

async function planAhead(
  viewer: Viewer,
  wanted: ReadonlySet<NotificationKind>,
  today: CivilDate,
): Promise<[NotificationKind, Plan][]> {
  const plans: [NotificationKind, Plan][] = [];
  if (wanted.has('bill_due')) {
    const dues = await listUpcoming(viewer, addDays(today, billDays), today);
    plans.push(['bill_due', (told) => planBillNotices(dues, told, today)]);
  }
  if (wanted.has('price_changed')) {
    const { streams } = await getRecurring(viewer, today);
    plans.push(['price_changed', (told) => planPriceNotices(streams, told, today)]);
  }
  if (wanted.has('low_balance')) {
    const low = await listLow(viewer, today);
    plans.push(['low_balance', (told) => planLowNotices(low, told, today)]);
  }
  return plans;
}

/** By the forecast as its page shows it; where nothing is expected, by what is there. */
async function listLow(viewer: Viewer, today: CivilDate): Promise<LowBalance[]> {
  const [floors, { items }, { accounts }] = await Promise.all([
    readFloors(viewer),
    listAccounts(viewer),
    getForecast(viewer, forecastQuery.parse({}), today),
  ]);
  const courseOf = new Map(accounts.map(({ account, minor }) => [account.id, minor]));
  return items.filter(isSpentFrom).flatMap(({ id: accountId, current }) => {
    const { currency, minor } = current ?? { currency: '', minor: 0 };
    const floorMinor = floors.get(accountId) ?? null;
    const ahead = { accountId, currency, minor: courseOf.get(accountId) ?? [minor], floorMinor };
    return judgeBalance(ahead, today) ?? [];
  });
}
