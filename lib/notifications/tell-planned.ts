import 'server-only';
import type { Tx } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import type { Notice } from './contract.ts';
import { type NotificationKind, notificationChannels } from './kinds.ts';
import { notify } from './notify.ts';

/** Of one kind, the latest: more than can be told of at once, each more than once. */
const toldLimit = 1_000;

/** What a member was told before; `resolved`: what it told of is over. */
export type Told = { eventKey: string; resolved: boolean };

export type NoticesPlan = {
  tell: { eventKey: string; notice: Notice }[];
  /** Keys of what is over. */
  settle: string[];
};

/** Tells one member what follows from what they were told before, and marks as over what holds no more. */
export async function tellPlanned(
  tx: Tx,
  { householdId, memberId }: Viewer,
  kind: NotificationKind,
  plan: (told: readonly Told[]) => NoticesPlan,
): Promise<void> {
  const mine = { householdId, memberId, kind };
  const told = await tx.notification.findMany({
    where: mine,
    select: { eventKey: true, resolvedAt: true },
    orderBy: { createdAt: 'desc' },
    take: toldLimit,
  });
  const { tell, settle } = plan(
    told.map(({ eventKey, resolvedAt }) => ({ eventKey, resolved: resolvedAt !== null })),
  );
  if (settle.length > 0) {
    await tx.notification.updateMany({
      where: { ...mine, eventKey: { in: settle } },
      data: { resolvedAt: new Date() },
    });
  }
  const alone = new Map([[memberId, notificationChannels]]);
  for (const { eventKey, notice } of tell) await notify(tx, householdId, eventKey, notice, alone);
}
