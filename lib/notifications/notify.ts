import 'server-only';
import type { Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { env } from '#lib/env';
import { publish } from '#lib/live/publish';
import { composeMail } from '#lib/mail/compose-mail';
import { queueMail } from '#lib/mail/queue-mail';
import { listMembersSeeing, type Viewer } from '#lib/privacy/viewer';
import { enqueuePush } from '#lib/push-devices/enqueue-push';
import { noteEvents } from '#lib/webhook-endpoints/note-events';
import type { Notice } from './contract.ts';
import { moneyKinds, type NotificationChannel, type NotificationKind } from './kinds.ts';
import { describeNotice } from './notice-words.ts';
import { isWanted } from './preferences.ts';

/** Whom to tell, and on what channels at most; without it every member on every channel. */
export type Audience = ReadonlyMap<string, readonly NotificationChannel[]>;

/**
 * Tells the household's members of one event, each as they want it: a row in the app, a mail, a
 * notice on their devices, all of it or nothing. Of a connection those alone who know of it. An event is told once: told again under the
 * same key nothing happens.
 *
 * @param eventKey  names the event, within the household
 */
export async function notify(
  tx: Tx,
  householdId: string,
  eventKey: string,
  { kind, ...payload }: Notice,
  audience?: Audience,
): Promise<void> {
  const itemId = 'itemId' in payload ? payload.itemId : null;
  const knowing = itemId && (await listMembersSeeing(tx, { householdId, itemId }));
  const members = await tx.member.findMany({
    where: {
      householdId,
      AND: [
        { id: knowing ? { in: knowing } : {} },
        { id: audience && { in: [...audience.keys()] } },
      ],
    },
    select: {
      id: true,
      user: { select: { email: true } },
      pushDevices: { select: { id: true } },
      preferences: { where: { kind }, select: { kind: true, channel: true, enabled: true } },
    },
  });
  for (const { id: memberId, user, pushDevices, preferences } of members) {
    const goesTo = (channel: NotificationChannel) =>
      isWanted(preferences, kind, channel) && (audience?.get(memberId)?.includes(channel) ?? true);
    const inApp = goesTo('in_app');
    const byMail = goesTo('email') && mayBeMailed(kind);
    const devices = goesTo('push') ? pushDevices : [];
    if (!inApp && !byMail && devices.length === 0) continue;
    const id = newId();
    const { count } = await tx.notification.createMany({
      data: [{ householdId, id, memberId, kind, eventKey, payload, inApp }],
      skipDuplicates: true,
    });
    if (count === 0) continue;
    await noteNotice(tx, { householdId, memberId }, id, { kind, ...payload } as Notice);
    for (const { id: deviceId } of devices) {
      await enqueuePush(tx, { householdId, notificationId: id, deviceId });
    }
    if (!byMail) continue;
    const mail = compose({ kind, ...payload } as Notice, memberId);
    await queueMail(tx, householdId, { ...mail, toAddress: user.email, notificationId: id });
  }
  await publish(tx, householdId, ['notifications'], itemId);
}

/** Programs of the member hear of what the member hears of: which kind, and of what, without its words. */
async function noteNotice(tx: Tx, { householdId, memberId }: Viewer, id: string, notice: Notice) {
  const about = { members: [memberId] };
  const data = {
    notificationId: id,
    kind: notice.kind,
    itemId: 'itemId' in notice ? notice.itemId : null,
    accountId: 'accountId' in notice ? notice.accountId : null,
    transactionId: 'transactionId' in notice ? notice.transactionId : null,
    categoryId: 'categoryId' in notice ? notice.categoryId : null,
  };
  await noteEvents(tx, householdId, [{ type: 'notification.created', data, about }]);
}

/** Where no relay takes mails the operator reads them here: what others spend is not theirs to know. */
function mayBeMailed(kind: NotificationKind): boolean {
  return env().SMTP_URL !== undefined || !moneyKinds.some((each) => each === kind);
}

function compose(notice: Notice, memberId: string) {
  const today = new Date().toISOString();
  const { title, body, rows, action, href } = describeNotice(notice, {
    readerId: memberId,
    today,
  });
  const { APP_URL } = env();
  return composeMail({
    title,
    body,
    rows,
    action: { label: action, url: `${APP_URL}${href}` },
    reason: {
      text: 'Plumbline sends this because you want to hear of it by e-mail.',
      url: `${APP_URL}/settings/notifications`,
    },
  });
}
