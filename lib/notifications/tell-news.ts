import 'server-only';
import { civilDateIn } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import type { Notice } from './contract.ts';
import { listFreshRows, listUntoldRuns } from './find-news.ts';
import { judgeRow, type NewRow, type RowVerdict } from './judge-row.ts';
import { type NotificationKind, notificationChannels } from './kinds.ts';
import { readLargeFrom } from './large-from.ts';
import { notify } from './notify.ts';
import { wantedKinds } from './preferences.ts';
import { readNews, readPast } from './read-news.ts';
import { tellBudget } from './tell-budget.ts';

/** Whoever would hear of more at once hears of the largest. */
const perMemberLimit = 10;

/**
 * Tells each member what is notable among the rows that syncs brought, and in their budget since; as often
 * as one likes, by as many workers: a row is told of once, and that the syncs were looked through is
 * remembered in the commit that tells it.
 */
export async function tellNews(householdId: string): Promise<void> {
  const members = await db().member.findMany({
    where: { householdId },
    select: { id: true, preferences: { select: { kind: true, channel: true, enabled: true } } },
    // Two workers that tell the same write in one order, and wait for each other at most.
    orderBy: { id: 'asc' },
  });
  const hearers = members.map(({ id: memberId, preferences }) => ({
    viewer: { householdId, memberId },
    wanted: wantedKinds(preferences),
  }));
  await tellRows(householdId, hearers);
  const today = civilDateIn('UTC', new Date());
  for (const { viewer, wanted } of hearers) {
    if (wanted.has('over_budget')) await tellBudget(viewer, today);
  }
}

type Hearer = { viewer: Viewer; wanted: ReadonlySet<NotificationKind> };

async function tellRows(householdId: string, hearers: readonly Hearer[]): Promise<void> {
  const runIds = await listUntoldRuns(householdId);
  if (runIds.length === 0) return;
  const transactionIds = await listFreshRows(householdId, runIds);
  const found: { memberId: string; notices: RowNotice[] }[] = [];
  for (const { viewer, wanted } of hearers) {
    const notices = await findNotices(viewer, transactionIds, wanted);
    found.push({ memberId: viewer.memberId, notices });
  }
  await db().$transaction(async (tx) => {
    for (const { memberId, notices } of found) {
      const alone = new Map([[memberId, notificationChannels]]);
      for (const notice of notices) await notify(tx, householdId, keyOf(notice), notice, alone);
    }
    await tx.syncRun.updateMany({
      where: { householdId, id: { in: runIds } },
      data: { toldAt: new Date() },
    });
  });
}

type RowNotice = Extract<Notice, { transactionId: string }>;

async function findNotices(
  viewer: Viewer,
  transactionIds: readonly string[],
  wanted: ReadonlySet<NotificationKind>,
): Promise<RowNotice[]> {
  const rows = await readNews(viewer, transactionIds);
  if (rows.length === 0) return [];
  const [pastOf, largeFrom] = await Promise.all([readPast(viewer, rows), readLargeFrom(viewer)]);
  return rows
    .flatMap((row) => {
      const verdict = judgeRow(row, pastOf(row), largeFrom, wanted);
      return verdict ? toNotice(row, verdict) : [];
    })
    .sort((a, b) => b.amountMinor - a.amountMinor)
    .slice(0, perMemberLimit);
}

function toNotice(row: NewRow, verdict: RowVerdict): RowNotice {
  const { transactionId, accountId, date: on, merchant, currency } = row;
  const about = { transactionId, accountId, on, merchant, currency };
  if (verdict.kind !== 'refund_arrived') {
    return { ...about, ...verdict, amountMinor: row.spentMinor };
  }
  const { spentMinor: minor, date } = verdict.paid;
  const paid = { minor, on: date };
  return { ...about, kind: 'refund_arrived', amountMinor: row.backMinor, paid };
}

/** One for a row, whatever is told of it. */
function keyOf(notice: RowNotice): string {
  return `row:${notice.transactionId}`;
}
