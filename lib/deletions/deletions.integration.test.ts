import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildArchive } from '#lib/archives/build-archive';
import { createArchive } from '#lib/archives/create-archive';
import { listAudit } from '#lib/audit/queries';
import { requestEmailChange } from '#lib/auth/change-email';
import { requestReset } from '#lib/auth/reset-password';
import { createSession, findSession, type Session } from '#lib/auth/sessions';
import { verifyCredentials } from '#lib/auth/verify-credentials';
import { createFeed } from '#lib/calendar/mutations';
import { db } from '#lib/db/client';
import { env, requireEnv } from '#lib/env';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { createInvite } from '#lib/invites/create-invite';
import { finishDisconnect } from '#lib/items/finish-disconnect';
import { removalPorts } from '#lib/items/removal-ports';
import {
  createHousehold,
  joinHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  type TestHousehold,
} from '#lib/testing/household';
import { control } from '#lib/testing/sandbox';
import { openSmtpServer } from '#lib/testing/smtp-server';
import { findTraces, listIds } from '#lib/testing/traces';
import { openWebhookReceiver, toRequest } from '#lib/testing/webhook-receiver';
import { updateTransaction } from '#lib/transactions/mutations';
import { receiveWebhook } from '#lib/webhooks/receive-webhook';
import type { DeletionInput } from './contract.ts';
import { finishDeletion } from './finish-deletion.ts';
import { previewDeletion, readDeletion } from './queries.ts';
import { startDeletion } from './start-deletion.ts';

let receiver: Awaited<ReturnType<typeof openWebhookReceiver>>;
let relay: Awaited<ReturnType<typeof openSmtpServer>>;

beforeAll(async () => {
  receiver = await openWebhookReceiver();
  relay = await openSmtpServer();
});
afterEach(async () => {
  await control('/faults', undefined, 'DELETE');
  Object.assign(env(), { SMTP_URL: undefined, MAIL_FROM: undefined });
});
afterAll(async () => {
  receiver.close();
  await relay.close();
});

const emailOf = async ({ userId }: TestHousehold) =>
  (await db().user.findUniqueOrThrow({ where: { id: userId } })).email;

async function ownOf(person: TestHousehold): Promise<Session> {
  const session = await findSession(await createSession({ userId: person.userId }));
  if (!session) throw new Error('No session.');
  return session;
}

async function deleteAccount(person: TestHousehold, input: Partial<DeletionInput> = {}) {
  const confirmation = await emailOf(person);
  const given: DeletionInput = {
    scope: 'account',
    confirmation,
    history: 'delete',
    households: [],
  };
  return startDeletion(await ownOf(person), { ...given, ...input });
}

/** What the worker does until nothing is left to do. */
async function work(items: LinkedItem[]): Promise<void> {
  for (const item of items) await finishDisconnect(removalPorts, item);
  const open = await db().deletion.findMany({ where: { finishedAt: null } });
  for (const { id } of open) await finishDeletion(id);
}

async function isAtPlaid({ plaidItemId }: LinkedItem): Promise<boolean> {
  const { items } = await control<{ items: { item_id: string }[] }>('/items');
  return items.some(({ item_id }) => item_id === plaidItemId);
}

async function expectWhole(): Promise<void> {
  const results = await checkIntegrity(requireEnv('DATABASE_URL'));
  expect(results.filter(({ violations }) => violations.length > 0)).toEqual([]);
}

describe('a person who deletes their account', () => {
  it('is gone, with every trace, once Plaid has confirmed it', async () => {
    const ana = await createHousehold();
    const former = await emailOf(ana);
    await requestReset(former);
    await db().mail.create({
      data: {
        householdId: ana.householdId,
        id: crypto.randomUUID(),
        toAddress: former,
        subject: 'Sent before',
        state: 'sent',
      },
    });
    const email = 'zyxmoved@example.com';
    await requestEmailChange(await ownOf(ana), email);
    await db().user.update({ where: { id: ana.userId }, data: { name: 'Zyxana Canary' } });
    const item = await linkItem(ana, { webhook: receiver.url });
    await syncHistory(item);
    const kept = await linkItem(ana, { username: 'user_good' });
    await syncHistory(kept);
    const [row] = await db().transaction.findMany({ where: { itemId: item.itemId }, take: 1 });
    await updateTransaction(ana, row?.id ?? '', { note: 'Zyxnote canary' });
    await createFeed(ana);
    await createInvite(await ownOf(ana), { role: 'member', email: 'zyxguest@example.com' });
    const archive = await createArchive(ana);
    await buildArchive({ householdId: ana.householdId, archiveId: archive.id });
    await control(`/items/${item.plaidItemId}/webhooks`, {
      webhookCode: 'NEW_ACCOUNTS_AVAILABLE',
      webhookType: 'ITEM',
    });
    const delivery = await receiver.next('NEW_ACCOUNTS_AVAILABLE');
    await receiveWebhook(toRequest(delivery));
    await verifyCredentials(email, 'wrong wrong wrong', { peer: '203.0.113.9' }).catch(() => {});

    const { accounts } = await control<{ accounts: { account_id: string }[] }>(
      `/items/${item.plaidItemId}/truth`,
    );
    const words = [
      ...(await listIds(ana.householdId)),
      ana.userId,
      email,
      former,
      item.plaidItemId,
      kept.plaidItemId,
      row?.plaidTransactionId ?? '',
      ...accounts.map(({ account_id }) => account_id),
      'Zyxana',
      'Zyxnote',
      'zyxguest',
      createHash('sha256').update(email).digest('base64url'),
    ];
    expect(words.length).toBeGreaterThan(500);
    expect((await findTraces(words)).length).toBeGreaterThan(50);

    const { receipt } = await deleteAccount(ana);
    expect(await db().session.count({ where: { userId: ana.userId } })).toBe(0);
    expect(await readDeletion(receipt)).toMatchObject({
      finishedAt: null,
      banks: { total: 2, ended: 0 },
    });

    // Plaid fails, and the household waits for it.
    await control('/faults', { path: '/item/remove', times: 1, status: 500 });
    await expect(finishDisconnect(removalPorts, item)).rejects.toThrow();
    await finishDisconnect(removalPorts, kept);
    const [deletion] = await db().deletion.findMany({ where: { finishedAt: null } });
    await finishDeletion(deletion?.id ?? '');
    expect(await readDeletion(receipt)).toMatchObject({
      finishedAt: null,
      banks: { total: 2, ended: 1 },
    });
    expect(await db().household.count({ where: { id: ana.householdId } })).toBe(1);

    Object.assign(env(), { SMTP_URL: relay.url, MAIL_FROM: 'money@example.com' });
    await work([item]);
    expect(await readDeletion(receipt)).toMatchObject({
      finishedAt: expect.any(String),
      banks: { total: 2, ended: 2 },
      households: 1,
    });
    expect(relay.mails.filter(({ to }) => to === email)).toHaveLength(1);
    expect([await isAtPlaid(item), await isAtPlaid(kept)]).toEqual([false, false]);
    expect(await findTraces(words)).toEqual([]);

    // What Plaid still sends is answered, and kept nowhere.
    await receiveWebhook(toRequest(delivery));
    expect(await findTraces(words)).toEqual([]);
    expect(await verifyCredentials(email, 'correct horse battery', { peer: 'x' })).toBeNull();
    await expectWhole();
    // Every column of every table is searched.
  }, 180_000);

  it('leaves a household that goes on, and takes their name along', async () => {
    const ben = await createHousehold();
    const ana = await joinHousehold(ben);
    await db().user.update({ where: { id: ana.userId }, data: { name: 'Zyxanna' } });
    const item = await linkItem(ana);
    await syncHistory(item);
    const email = await emailOf(ana);
    const words = [ana.userId, ana.memberId, email, 'Zyxanna', item.plaidItemId, item.itemId];
    const { households } = await previewDeletion(await ownOf(ana));
    expect(households.map(({ fate }) => fate).sort()).toEqual(['deleted', 'left']);

    await deleteAccount(ana);
    expect(await db().member.count({ where: { householdId: ben.householdId } })).toBe(1);
    await work([item]);
    // The log of the household says that a bank was there, by an id that leads nowhere.
    const traces = (await findTraces(words)).filter((trace) => !trace.includes(item.itemId));
    expect(traces).toEqual([]);
    const { items } = await listAudit({ ...ben, operator: false }, { limit: 50 });
    const left = items.find(({ kind }) => kind === 'member_left');
    expect(left).toMatchObject({ by: { you: false, name: null }, peer: null });
    const told = await db().notification.findMany({ where: { memberId: ben.memberId } });
    expect(told.map(({ payload }) => JSON.stringify(payload)).join()).toContain('who is gone');
    await expectWhole();
  });

  it('leaves the others what they saw, if so chosen', async () => {
    const ben = await createHousehold();
    const ana = await joinHousehold(ben);
    const item = await linkItem(ana);
    await syncHistory(item);
    const before = await db().transaction.count({ where: { householdId: ben.householdId } });
    await deleteAccount(ana, { history: 'keep' });
    await work([item]);
    expect(await isAtPlaid(item)).toBe(false);
    expect(await db().transaction.count({ where: { householdId: ben.householdId } })).toBe(before);
  });

  it('decides first about a household that has no other owner', async () => {
    const ana = await createHousehold();
    const ben = await joinHousehold(ana);
    const item = await linkItem(ana);
    await expect(deleteAccount(ana)).rejects.toMatchObject({ code: 'deletion_refused' });
    expect(await db().user.count({ where: { id: ana.userId } })).toBe(1);

    const session = await createSession({ userId: ben.userId });
    await deleteAccount(ana, { households: [ana.householdId] });
    await work([item]);
    expect(await findTraces([ana.userId, ana.householdId])).toEqual([]);
    expect(await db().user.count({ where: { id: ben.userId } })).toBe(1);
    expect((await findSession(session))?.householdId).not.toBe(ana.householdId);
    const mails = await db().mail.findMany({ where: { toAddress: await emailOf(ben) } });
    expect(mails.map(({ subject }) => subject)).toContainEqual(
      expect.stringMatching(/was deleted/),
    );
  });

  it('does nothing without their own e-mail', async () => {
    const ana = await createHousehold();
    await expect(deleteAccount(ana, { confirmation: 'ben@example.com' })).rejects.toMatchObject({
      code: 'deletion_refused',
    });
    const other = await createHousehold();
    await expect(deleteAccount(ana, { households: [other.householdId] })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await db().user.count({ where: { id: ana.userId } })).toBe(1);
  });
});

describe('a household that its owner deletes', () => {
  const deleteHousehold = async (person: TestHousehold, confirmation: string) =>
    startDeletion(await ownOf(person), {
      scope: 'household',
      confirmation,
      history: 'delete',
      households: [],
    });

  it('is gone for everybody, who stay', async () => {
    const ana = await createHousehold();
    const ben = await joinHousehold(ana);
    const item = await linkItem(ben);
    await syncHistory(item);
    const { name } = await db().household.findUniqueOrThrow({ where: { id: ana.householdId } });
    const ids = (await listIds(ana.householdId)).filter(
      (id) => id !== ana.userId && id !== ben.userId,
    );
    await expect(deleteHousehold(ana, 'another')).rejects.toMatchObject({
      code: 'deletion_refused',
    });
    await deleteHousehold(ana, name);
    await work([item]);
    expect(await isAtPlaid(item)).toBe(false);
    expect(await findTraces(ids)).toEqual([]);
    for (const { userId } of [ana, ben]) {
      expect(await db().member.count({ where: { userId } })).toBe(1);
    }
    await expectWhole();
  });

  it('is its owner’s to delete alone', async () => {
    const ana = await createHousehold();
    const ben = await joinHousehold(ana);
    const { name } = await db().household.findUniqueOrThrow({ where: { id: ana.householdId } });
    const own = { ...(await ownOf(ben)), householdId: ana.householdId, role: 'member' as const };
    const input = { scope: 'household', confirmation: name, history: 'delete' } as const;
    await expect(startDeletion(own, { ...input, households: [] })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('takes along a bank that was being linked as it went', async () => {
    const ana = await createHousehold();
    const { name } = await db().household.findUniqueOrThrow({ where: { id: ana.householdId } });
    await deleteHousehold(ana, name);
    const late = await linkItem(ana).catch(() => null);
    const [deletion] = await db().deletion.findMany({ where: { finishedAt: null } });
    await finishDeletion(deletion?.id ?? '');
    const items = await db().item.findMany({ where: { householdId: ana.householdId } });
    for (const { id } of items) {
      await finishDisconnect(removalPorts, { householdId: ana.householdId, itemId: id });
    }
    await finishDeletion(deletion?.id ?? '');
    expect(await findTraces([ana.householdId])).toEqual([]);
    if (late) expect(await isAtPlaid(late)).toBe(false);
  });
});
