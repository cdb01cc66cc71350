import { beforeEach, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { runTask } from '#lib/jobs/run-task';
import { createHousehold, type LinkedItem, linkItem } from '#lib/testing/household';
import { listUnchecked } from './check-institution.ts';

const healthy = 'ins_109508';
let item: LinkedItem;

beforeEach(async () => {
  item = await linkItem(await createHousehold());
  await runTask('refresh-item', { householdId: item.householdId, itemId: item.itemId }, 'test');
});

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const setInstitution = (data: object) => db().institution.update({ where: { id: healthy }, data });

it('keeps the health, and a logo that is a picture', async () => {
  const kept = await db().institution.findUniqueOrThrow({ where: { id: healthy } });
  expect(kept).toMatchObject({ loginHealth: 'healthy', updateHealth: 'healthy' });
  expect(
    Buffer.from(kept.logo ?? '', 'base64')
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  expect(kept.logoVersion).toMatch(/^[0-9a-f]{16}$/);
});

it('asks of a calm bank once a day, and every quarter of an hour while something is wrong', async () => {
  expect(await listUnchecked()).toEqual([]);
  await setInstitution({ healthCheckedAt: minutesAgo(20) });
  expect(await listUnchecked()).toEqual([]);
  await db().item.updateMany({ data: { errorCode: 'INSTITUTION_DOWN' } });
  expect(await listUnchecked()).toEqual([healthy]);
  await db().item.updateMany({ data: { errorCode: null } });
  await setInstitution({ loginHealth: 'down' });
  expect(await listUnchecked()).toEqual([healthy]);

  await runTask('check-institution', { institutionId: healthy }, 'test');
  expect(await listUnchecked()).toEqual([]);
  expect(await db().institution.findUniqueOrThrow({ where: { id: healthy } })).toMatchObject({
    loginHealth: 'healthy',
  });
  await setInstitution({ healthCheckedAt: minutesAgo(25 * 60) });
  expect(await listUnchecked()).toEqual([healthy]);
  await db().item.updateMany({ data: { removedAt: new Date() } });
  expect(await listUnchecked()).toEqual([]);
});
