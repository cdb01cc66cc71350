import { afterAll, beforeAll, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { runTask } from '#lib/jobs/run-task';
import { sweep } from '#lib/jobs/sweep';
import { createHousehold, type LinkedItem, linkItem } from '#lib/testing/household';
import { control } from '#lib/testing/sandbox';
import { openWebhookReceiver, toRequest } from '#lib/testing/webhook-receiver';
import { handleWebhook } from '#lib/webhooks/handle-webhook';
import { receiveWebhook } from '#lib/webhooks/receive-webhook';
import { listMisdirected } from './update-webhook.ts';

let receiver: Awaited<ReturnType<typeof openWebhookReceiver>>;
let item: LinkedItem;

beforeAll(async () => {
  receiver = await openWebhookReceiver();
  item = await linkItem(await createHousehold());
});
afterAll(() => receiver.close());

const read = () =>
  db().item.findFirstOrThrow({
    where: { id: item.itemId },
    select: { webhookUrl: true, webhookAckedAt: true },
  });
const ref = () => ({ householdId: item.householdId, itemId: item.itemId });
const waiting = () =>
  db().$queryRaw<{ key: string }[]>`
    SELECT "key" FROM graphile_worker.jobs WHERE "task_identifier" = 'update-webhook'`;

it('tells Plaid of a new address for every Item, until it is told, and hears it acknowledged', async () => {
  await sweep();
  expect(await waiting()).toEqual([]);
  env().plaid.webhookUrl = receiver.url;
  await sweep();
  expect(await waiting()).toEqual([{ key: `address:${item.itemId}` }]);

  await control('/faults', { path: '/item/webhook/update', mode: 'reset' });
  await expect(runTask('update-webhook', ref(), 'test')).rejects.toThrow();
  expect(await read()).toEqual({ webhookUrl: null, webhookAckedAt: null });

  await runTask('update-webhook', ref(), 'test');
  expect((await read()).webhookUrl).toBe(receiver.url);
  await receiveWebhook(toRequest(await receiver.next('WEBHOOK_UPDATE_ACKNOWLEDGED')));
  const log = await db().webhookLog.findFirstOrThrow({
    where: { webhookCode: 'WEBHOOK_UPDATE_ACKNOWLEDGED' },
  });
  await handleWebhook(log.id);
  expect((await read()).webhookAckedAt).not.toBeNull();
  await db().$executeRaw`SELECT graphile_worker.remove_job(${`address:${item.itemId}`})`;
  await sweep();
  expect(await waiting()).toEqual([]);
});

it('takes an acknowledgement of a former address for none', async () => {
  env().plaid.webhookUrl = 'https://elsewhere.test/webhook';
  await db().item.updateMany({ where: { id: item.itemId }, data: { webhookAckedAt: null } });
  await db().webhookLog.updateMany({ data: { handledAt: null, outcome: null } });
  for (const { id } of await db().webhookLog.findMany()) await handleWebhook(id);
  expect((await read()).webhookAckedAt).toBeNull();
});

it('goes on with the others when as many as it takes up at once fail for ever', async () => {
  const { householdId, itemId } = item;
  await db().$executeRaw`
    INSERT INTO "Item" ("householdId", "id", "plaidItemId", "accessTokenSealed", "webhookFailedAt")
    SELECT ${householdId}::uuid, gen_random_uuid(), 'failing-' || n, 'sealed',
      now() - n * interval '1 hour' FROM generate_series(1, 500) n`;
  expect(await listMisdirected()).toContainEqual({ householdId, itemId });

  await control('/faults', { path: '/item/webhook/update', status: 400 });
  await expect(runTask('update-webhook', ref(), 'test')).rejects.toThrow();
  expect(await listMisdirected()).not.toContainEqual({ householdId, itemId });
  // Its turn comes again: behind those that failed before it, not behind those that failed since.
  const failed = (minutesAgo: number) => ({
    webhookFailedAt: new Date(Date.now() - minutesAgo * 60_000),
  });
  await db().item.updateMany({ where: { id: itemId }, data: failed(20) });
  expect(await listMisdirected()).not.toContainEqual({ householdId, itemId });
  await db().item.updateMany({ where: { id: { not: itemId } }, data: failed(19) });
  expect((await listMisdirected())[0]).toEqual({ householdId, itemId });
});
