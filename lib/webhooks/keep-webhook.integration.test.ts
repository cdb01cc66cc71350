import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { createHousehold } from '#lib/testing/household';
import { keepWebhook } from './keep-webhook.ts';

type Known = { householdId: string; id: string; plaidItemId: string };

async function createItem(over: { stopReason?: 'permission_revoked' } = {}): Promise<Known> {
  const { householdId } = await createHousehold();
  const [id, plaidItemId] = [randomUUID(), randomUUID()];
  await db().item.create({ data: { householdId, id, plaidItemId, ...over } });
  await db().itemDirectory.create({ data: { plaidItemId, householdId, itemId: id } });
  return { householdId, id, plaidItemId };
}

function keep(plaidItemId: string, word = 'news'): Promise<boolean> {
  const bodyHash = new Uint8Array(createHash('sha256').update(randomUUID()).digest());
  return keepWebhook(
    { keyId: randomUUID(), issuedAt: new Date(), bodyHash },
    {
      webhook_type: 'TRANSACTIONS',
      webhook_code: 'SYNC_UPDATES_AVAILABLE',
      item_id: plaidItemId,
      ...{ word },
    },
  );
}

const readWakes = async ({ id }: Known) =>
  Number((await db().item.findFirstOrThrow({ where: { id } })).requestedSeq);

const readOutcomes = async ({ plaidItemId }: Known) =>
  (await db().webhookLog.findMany({ where: { plaidItemId } })).map(({ outcome }) => outcome);

async function countJobs({ id }: Known): Promise<number> {
  const jobs = await db().$queryRaw<unknown[]>`
    SELECT FROM graphile_worker._private_jobs WHERE "key" = ${`sync:${id}`}`;
  return jobs.length;
}

describe('webhooks that come at once', () => {
  it('are each kept, wake their Item each, and make one job of it', async () => {
    const items = await Promise.all(Array.from({ length: 5 }, () => createItem()));
    const turns = [0, 1, 2, 3].flatMap(() => items);
    const kept = await Promise.all(turns.map(({ plaidItemId }) => keep(plaidItemId)));
    expect(kept).toEqual(turns.map(() => true));
    for (const item of items) {
      expect(await readWakes(item)).toBe(4);
      expect(await readOutcomes(item)).toEqual(['woke', 'woke', 'woke', 'woke']);
      expect(await countJobs(item)).toBe(1);
    }
  });

  it('wait for no Item that somebody else holds but their own', async () => {
    const [first, held, other] = [await createItem(), await createItem(), await createItem()];
    let waits: Promise<boolean> | undefined;
    await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT FROM "Item" WHERE "id" = ${held.id}::uuid FOR UPDATE`;
      const before = keep(first.plaidItemId);
      waits = keep(held.plaidItemId);
      expect(await Promise.all([before, keep(other.plaidItemId)])).toEqual([true, true]);
      expect(await readOutcomes(other)).toEqual(['woke']);
      expect(await readOutcomes(held)).toEqual([]);
    });
    expect(await waits).toBe(true);
    expect(await readWakes(held)).toBe(1);
  });

  it('take none along where one cannot be kept', async () => {
    const items = [await createItem(), await createItem(), await createItem()];
    const [first, second, third] = items.map(({ plaidItemId }) => plaidItemId);
    const results = await Promise.allSettled([
      keep(first ?? ''),
      keep(second ?? '', 'U+0000, which no jsonb holds: \0'),
      keep(third ?? ''),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await Promise.all(items.map(readWakes))).toEqual([1, 0, 1]);
  });

  it('wake no Item that is stopped, and are kept for one that is not known', async () => {
    const [first, stopped] = [await createItem(), await createItem({ stopReason })];
    const unknown = { ...first, plaidItemId: randomUUID() };
    const all = [first, stopped, unknown].map(({ plaidItemId }) => keep(plaidItemId));
    expect(await Promise.all(all)).toEqual([true, true, false]);
    expect(await readOutcomes(stopped)).toEqual(['seen']);
    expect(await readWakes(stopped)).toBe(0);
    expect(await countJobs(stopped)).toBe(0);
    expect(await readOutcomes(unknown)).toEqual([null]);
  });
});

const stopReason = 'permission_revoked';
