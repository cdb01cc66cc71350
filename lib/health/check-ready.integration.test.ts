import { describe, expect, it } from 'vitest';
import { closeDb, db, openDb } from '#lib/db/client';
import { startHeartbeat } from '#lib/jobs/worker-heartbeat';
import { createHousehold, linkItem } from '#lib/testing/household';
import { checkReady } from './check-ready.ts';

const notReady = { code: 'unavailable', message: 'Not ready.' };

describe('checkReady', () => {
  it('holds only while the key ring opens what is stored and a worker lives', async () => {
    await linkItem(await createHousehold());
    const stop = await startHeartbeat('a worker', 'its pool');
    await expect(loseKey(checkReady)).rejects.toMatchObject(notReady);
    await expect(checkReady()).resolves.toEqual({ status: 'ok' });

    await db().$executeRaw`UPDATE "Worker" SET "seenAt" = now() - interval '61 seconds'`;
    await expect(checkReady()).rejects.toMatchObject(notReady);
    await stop();
    expect(await db().worker.count()).toBe(0);
    await expect(checkReady()).rejects.toMatchObject(notReady);
  });

  it('fails without a database', async () => {
    await closeDb();
    openDb('postgresql://nobody:x@127.0.0.1:1/nothing');
    await expect(checkReady()).rejects.toMatchObject(notReady);
    await closeDb();
  });
});

/** As when the installation's secrets were lost and made anew. */
async function loseKey<Value>(run: () => Promise<Value>): Promise<Value> {
  await db().$executeRaw`
    UPDATE "Item" SET "accessTokenSealed" = replace("accessTokenSealed", 'v1.test.', 'v1.lost.')`;
  try {
    return await run();
  } finally {
    await db().$executeRaw`
      UPDATE "Item" SET "accessTokenSealed" = replace("accessTokenSealed", 'v1.lost.', 'v1.test.')`;
  }
}
