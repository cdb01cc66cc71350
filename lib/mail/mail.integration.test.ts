import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { env } from '#lib/env';
import { createHousehold } from '#lib/testing/household';
import { openSmtpServer } from '#lib/testing/smtp-server';
import { retryDelayMs } from './deliver-mail.ts';
import { listMailsOfAll } from './queries.ts';
import { sendMail } from './send-mail.ts';

let relay: Awaited<ReturnType<typeof openSmtpServer>>;

beforeAll(async () => {
  relay = await openSmtpServer();
});
beforeEach(() => {
  Object.assign(env(), { SMTP_URL: relay.url, MAIL_FROM: 'Plumbline <money@example.com>' });
});
afterAll(() => relay.close());

/** A mail that waits, and how it stands after each look. */
async function createMail(options: { resolved?: boolean } = {}) {
  const { householdId, memberId } = await createHousehold();
  const notificationId = newId();
  await db().notification.create({
    data: {
      householdId,
      id: notificationId,
      memberId,
      kind: 'connection_recovered',
      eventKey: 'test',
      payload: {},
      inApp: true,
      resolvedAt: options.resolved ? new Date() : null,
    },
  });
  const id = newId();
  await db().mail.create({
    data: {
      householdId,
      id,
      notificationId,
      toAddress: `${id}@example.com`,
      subject: 'Grüße\u2014the bank is back',
      text: '.It was synced again.\nÄll of it.',
      html: '<p>It was synced again.</p>',
    },
  });
  const ref = { householdId, mailId: id };
  const key = { householdId_id: { householdId, id } };
  return {
    ref,
    toAddress: `${id}@example.com`,
    read: () => db().mail.findUniqueOrThrow({ where: key }),
    readNotification: () =>
      db().notification.findUniqueOrThrow({
        where: { householdId_id: { householdId, id: notificationId } },
      }),
    makeDue: () => db().mail.update({ where: key, data: { nextTryAt: new Date(0) } }),
  };
}

const received = (address: string) => relay.mails.filter(({ to }) => to === address);

describe('sendMail', () => {
  it('hands it to the relay once, however many workers try, and forgets its words', async () => {
    const mail = await createMail();
    await Promise.all([sendMail(mail.ref), sendMail(mail.ref), sendMail(mail.ref)]);
    await sendMail(mail.ref);
    const [sent, ...more] = received(mail.toAddress);
    expect(more).toEqual([]);
    expect(sent?.from).toBe('money@example.com');
    expect(sent?.data).toContain(`Message-ID: <${mail.ref.mailId}@localhost>`);
    expect(sent?.data).toMatch(/Content-Type: multipart\/alternative/);
    expect(await mail.read()).toMatchObject({ state: 'sent', text: null, html: null });
    expect((await mail.readNotification()).sentAt).not.toBeNull();
  });

  it('asks again later when the relay is busy, and not before', async () => {
    const mail = await createMail();
    relay.refuseNext('451 busy');
    await sendMail(mail.ref);
    expect(await mail.read()).toMatchObject({
      state: 'waiting',
      attempts: 1,
      lastError: 'EENVELOPE 451',
    });
    await sendMail(mail.ref);
    expect(received(mail.toAddress)).toEqual([]);
    await mail.makeDue();
    await sendMail(mail.ref);
    expect(received(mail.toAddress)).toHaveLength(1);
  });

  it('gives up at once where the relay never will, and in the end where it does not', async () => {
    const refused = await createMail();
    relay.refuseNext('550 no such mailbox');
    await sendMail(refused.ref);
    expect(await refused.read()).toMatchObject({ state: 'failed', attempts: 1, text: null });

    const unlucky = await createMail();
    Object.assign(env(), { SMTP_URL: 'smtp://127.0.0.1:1' });
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await unlucky.makeDue();
      await sendMail(unlucky.ref);
    }
    const forgotten = { text: null, html: null };
    expect(await unlucky.read()).toMatchObject({ state: 'failed', attempts: 10, ...forgotten });
    expect((await unlucky.readNotification()).sentAt).toBeNull();
  });

  it('does not send what is over', async () => {
    const mail = await createMail({ resolved: true });
    await sendMail(mail.ref);
    expect(await mail.read()).toMatchObject({ state: 'dropped', text: null });
    expect(received(mail.toAddress)).toEqual([]);
  });

  it('keeps it for the operator where there is no relay, and shows words there alone', async () => {
    Object.assign(env(), { SMTP_URL: undefined });
    const mail = await createMail();
    await sendMail(mail.ref);
    expect(await mail.read()).toMatchObject({ state: 'kept' });
    const find = async () =>
      (await listMailsOfAll()).items.find(({ id }) => id === mail.ref.mailId);
    expect((await find())?.text).toContain('It was synced again.');
    Object.assign(env(), { SMTP_URL: relay.url });
    expect((await find())?.text).toBeNull();
  });
});

it('asks less and less often', () => {
  expect([1, 2, 3, 9].map(retryDelayMs)).toEqual([10_000, 30_000, 90_000, 7_200_000]);
});
