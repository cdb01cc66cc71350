import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { ItemStateName } from '#lib/items/contract';
import { type ConnectionFacts, describeItem } from '#lib/items/queries';
import type { NotificationChannel } from './kinds.ts';
import { type Audience, notify } from './notify.ts';
import { planNotices } from './plan-notices.ts';

type ItemRef = { householdId: string; itemId: string };
type Told = { toldTrouble: string | null; toldTroubleAt: Date | null };

/**
 * Tells people what became of a connection since it was last looked at: that it broke, that it is
 * back, that it ends in a week or a day. Run after each sync and by the sweep; as often as one
 * likes, by as many workers: what was told is remembered in the commit that tells it.
 *
 * @throws AppError not_found when the connection is gone
 */
export async function watchItem(ref: ItemRef, now = new Date()): Promise<void> {
  const item = await describeItem(ref);
  const { toldTrouble, toldTroubleAt } = item;
  const before = { toldTrouble, toldTroubleAt };
  const told = toldTrouble && toldTroubleAt ? { trouble: toldTrouble, at: toldTroubleAt } : null;
  const plan = planNotices(
    {
      state: item.state.name,
      told,
      lastSyncedAt: item.lastSyncedAt ? new Date(item.lastSyncedAt) : null,
      createdAt: new Date(item.createdAt),
      endsAt: item.endsAt ? new Date(item.endsAt) : null,
    },
    now,
  );
  const { trouble, expiring } = plan;
  if (trouble !== 'same') {
    await db().$transaction(async (tx) => {
      if (typeof trouble === 'string')
        return settle(tx, ref, item, before, trouble === 'over', now);
      if ('began' in trouble) return tellTrouble(tx, ref, item, before, trouble.began, now);
      return tellTrouble(tx, ref, item, before, trouble.turned, toldTroubleAt ?? now);
    });
  }
  await tellExpiry(ref, item, expiring);
}

/** The same, where the connection may have been deleted meanwhile. */
export async function watchUnlessGone(ref: ItemRef): Promise<void> {
  await watchItem(ref).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
  });
}

/** @param since  when this trouble, whatever turns it takes, began */
async function tellTrouble(
  tx: Tx,
  ref: ItemRef,
  item: ConnectionFacts,
  before: Told,
  trouble: ItemStateName,
  since: Date,
): Promise<void> {
  const mine = await remember(tx, ref, before, { toldTrouble: trouble, toldTroubleAt: since });
  if (!mine) return;
  await resolve(tx, ref.householdId, troubleKey(ref, since));
  const { name: bank } = item.institution;
  await notify(tx, ref.householdId, `${troubleKey(ref, since)}${trouble}`, {
    kind: 'connection_broken',
    itemId: ref.itemId,
    bank,
    trouble,
    reason: item.state.reason,
  });
}

/** Whoever was told that it broke is told that it is back, on the channels on which they were. */
async function settle(
  tx: Tx,
  ref: ItemRef,
  item: ConnectionFacts,
  before: Told,
  isWell: boolean,
  now: Date,
): Promise<void> {
  const mine = await remember(tx, ref, before, { toldTrouble: null, toldTroubleAt: null });
  if (!mine) return;
  const key = troubleKey(ref, before.toldTroubleAt ?? now);
  const audience = await whoHeard(tx, ref.householdId, key);
  await resolve(tx, ref.householdId, key);
  if (!isWell) return;
  const { name: bank } = item.institution;
  const notice = { kind: 'connection_recovered', itemId: ref.itemId, bank } as const;
  await notify(tx, ref.householdId, `${key}recovered`, notice, audience);
}

async function tellExpiry(
  ref: ItemRef,
  item: ConnectionFacts,
  expiring: { on: string; daysAhead: number } | null,
): Promise<void> {
  const prefix = `connection_expiring:${ref.itemId}:`;
  const ends = item.endsAt?.slice(0, 10) ?? 'never';
  // Renewed since: what was said about the former day is over.
  const settleFormer = (tx: Pick<Tx, 'notification'>) =>
    resolve(tx, ref.householdId, prefix, `${prefix}${ends}:`);
  if (!expiring) return settleFormer(db());
  await db().$transaction(async (tx) => {
    await settleFormer(tx);
    const { name: bank } = item.institution;
    await notify(tx, ref.householdId, `${prefix}${expiring.on}:${expiring.daysAhead}`, {
      kind: 'connection_expiring',
      itemId: ref.itemId,
      bank,
      on: expiring.on,
    });
  });
}

/** False when another worker told it meanwhile. */
async function remember(tx: Tx, ref: ItemRef, before: Told, now: Told): Promise<boolean> {
  const { toldTrouble, toldTroubleAt } = before;
  const { count } = await tx.item.updateMany({
    where: { householdId: ref.householdId, id: ref.itemId, toldTrouble, toldTroubleAt },
    data: now,
  });
  return count === 1;
}

async function whoHeard(tx: Tx, householdId: string, key: string): Promise<Audience> {
  const rows = await tx.notification.findMany({
    where: { householdId, eventKey: { startsWith: key } },
    select: { memberId: true, inApp: true, sentAt: true },
  });
  const heard = new Map<string, NotificationChannel[]>();
  for (const { memberId, inApp, sentAt } of rows) {
    const channels: NotificationChannel[] = heard.get(memberId) ?? ['push'];
    if (inApp) channels.push('in_app');
    if (sentAt) channels.push('email');
    heard.set(memberId, channels);
  }
  return heard;
}

/** Marks notices as over: there is nothing left to do about them, and mails about them stay here. */
async function resolve(
  tx: Pick<Tx, 'notification'>,
  householdId: string,
  key: string,
  except?: string,
): Promise<void> {
  const now = new Date();
  await tx.notification.updateMany({
    where: {
      householdId,
      eventKey: { startsWith: key },
      NOT: except ? { eventKey: { startsWith: except } } : undefined,
      resolvedAt: null,
    },
    data: { resolvedAt: now },
  });
}

function troubleKey({ itemId }: ItemRef, since: Date): string {
  return `connection:${itemId}:${since.toISOString()}:`;
}
