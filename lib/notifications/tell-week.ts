import 'server-only';
import { db } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import { notificationChannels } from './kinds.ts';
import { notify } from './notify.ts';
import { nextDue, unknownZone, weekDueAt } from './plan-week.ts';
import { wantedKinds } from './preferences.ts';
import { sumWeek } from './sum-week.ts';

const batchSize = 500;

/** Members whose week is to be summed up. */
export function listWeeksDue(): Promise<Viewer[]> {
  return db().$queryRaw<Viewer[]>`
    SELECT "householdId", "id" AS "memberId" FROM "Member"
    WHERE "weekDueAt" <= now() ORDER BY "weekDueAt" LIMIT ${batchSize}`;
}

/** Has a member's weeks summed up from the next one on, by the clock of where they are. */
export async function startWeeks(
  { householdId, memberId }: Viewer,
  timeZone = unknownZone,
  now = new Date(),
): Promise<void> {
  await db().member.updateMany({
    where: { householdId, id: memberId },
    data: { timeZone, weekDueAt: nextDue(timeZone, now) },
  });
}

/**
 * Sums up the week that is due, and names the next one in the commit that tells it: however many workers
 * do it, and however often, a week is told once.
 */
export async function tellWeek(viewer: Viewer, now = new Date()): Promise<void> {
  const { householdId, memberId } = viewer;
  const member = await db().member.findUnique({
    where: { householdId_id: { householdId, id: memberId } },
    select: {
      weekDueAt: true,
      timeZone: true,
      preferences: { select: { kind: true, channel: true, enabled: true } },
    },
  });
  const due = member?.weekDueAt;
  if (!due || due > now) return;
  const timeZone = member.timeZone ?? unknownZone;
  const isWanted = wantedKinds(member.preferences).has('weekly_summary');
  const week = weekDueAt(timeZone, due, now);
  const notice = isWanted && week ? await sumWeek(viewer, week) : null;
  await db().$transaction(async (tx) => {
    const { count } = await tx.member.updateMany({
      where: { householdId, id: memberId, weekDueAt: due },
      data: { weekDueAt: isWanted ? nextDue(timeZone, now) : null },
    });
    if (count === 0 || !notice) return;
    const alone = new Map([[memberId, notificationChannels]]);
    await notify(tx, householdId, `weekly_summary:${notice.from}`, notice, alone);
  });
}
