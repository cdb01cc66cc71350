import { describe, expect, it } from 'vitest';
import { closeDb, db, openDb } from '#lib/db/client';
import { startHeartbeat } from '#lib/jobs/worker-heartbeat';
import { checkReady } from './check-ready.ts';

const notReady = { code: 'unavailable', message: 'Not ready.' };

describe('checkReady', () => {
  it('holds only while the key ring opens what is stored and a worker lives', async () => {
    const stop = await startHeartbeat('a worker', 'its pool');
    await db().encryptionKey.create({ data: { id: 'lost', sentinel: 'v1.lost.x.y' } });
    await expect(checkReady()).rejects.toMatchObject(notReady);
    await db().encryptionKey.deleteMany();
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
