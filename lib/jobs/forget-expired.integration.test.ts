import { expect, it } from 'vitest';
import { createSession } from '#lib/auth/sessions';
import { db } from '#lib/db/client';
import { createHousehold } from '#lib/testing/household';
import { forgetExpired, forgetInTurn } from './forget-expired.ts';

it('forgets ended sessions, full buckets, workers that are gone, jobs given up and claims run out, and nothing else', async () => {
  const { userId, householdId } = await createHousehold();
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  for (let time = 0; time < 3; time += 1) await createSession({ userId });
  const sessions = await db().session.findMany({ select: { tokenHash: true } });
  const [ended, idle, open] = sessions.map((session) => session.tokenHash);
  await db().session.update({ where: { tokenHash: ended }, data: { expiresAt: new Date() } });
  await db().session.update({ where: { tokenHash: idle }, data: { lastSeenAt: daysAgo(8) } });
  await db().rateBucket.createMany({
    data: [
      { key: 'full', tokens: 1, updatedAt: daysAgo(2) },
      { key: 'in use', tokens: 1, updatedAt: new Date() },
    ],
  });
  await db().worker.createMany({ data: [{ id: 'gone', seenAt: daysAgo(2) }, { id: 'here' }] });

  await db().$executeRaw`SELECT graphile_worker.add_job('sweep', job_key => k)
    FROM unnest(ARRAY['given up', 'given up lately', 'waiting']) k`;
  await db().$executeRaw`UPDATE graphile_worker._private_jobs
    SET "attempts" = "max_attempts" WHERE "key" LIKE 'given up%'`;
  await db().$executeRaw`UPDATE graphile_worker._private_jobs
    SET "updated_at" = now() - interval '31 days' WHERE "key" <> 'given up lately'`;

  const claim = { householdId, institutionId: 'ins_1', id: householdId, until: daysAgo(1) };
  const held = { ...claim, institutionId: 'ins_2', until: daysAgo(-1) };
  await db().linkClaim.createMany({ data: [claim, held] });

  expect(await forgetExpired()).toBe(6);
  expect(await db().session.findMany({ select: { tokenHash: true } })).toEqual([
    { tokenHash: open },
  ]);
  expect(await db().rateBucket.findMany({ select: { key: true } })).toEqual([{ key: 'in use' }]);
  expect(await db().worker.findMany({ select: { id: true } })).toEqual([{ id: 'here' }]);
  const jobs = await db().$queryRaw`SELECT "key" FROM graphile_worker.jobs ORDER BY "key"`;
  expect(jobs).toEqual([{ key: 'given up lately' }, { key: 'waiting' }]);
  expect(await db().linkClaim.findMany()).toMatchObject([{ institutionId: 'ins_2' }]);
  expect(await forgetExpired()).toBe(0);
});

it('is looked for once in ten minutes, and again as long as something was found', async () => {
  const { userId } = await createHousehold();
  await db().session.deleteMany();
  const endSession = async () => {
    await createSession({ userId });
    await db().session.updateMany({ data: { expiresAt: new Date(0) } });
  };
  await endSession();
  expect(await forgetInTurn()).toBe(1);
  await endSession();
  expect(await forgetInTurn()).toBe(1);
  expect(await forgetInTurn()).toBe(0);
  await endSession();
  expect(await forgetInTurn()).toBeNull();
  expect(await db().session.count()).toBe(1);
  await db().$executeRaw`
    UPDATE "RateBucket" SET "updatedAt" = "updatedAt" - interval '10 minutes' WHERE "key" = 'forget'`;
  expect(await forgetInTurn()).toBe(1);
});
