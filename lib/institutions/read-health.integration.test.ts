import { expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { control } from '#lib/testing/sandbox';
import { readInstitutionHealth } from './read-health.ts';

const path = '/institutions/get_by_id';
const countCalls = async () =>
  (await control<{ requests: unknown[] }>(`/requests?path=${path}`)).requests.length;

it('asks Plaid of a bank nobody has linked yet, keeps it, and asks again after minutes', async () => {
  const down = 'ins_132361';
  const report = await readInstitutionHealth(down);
  expect(report).toMatchObject({ level: 'down', text: expect.stringContaining('It is not you') });
  expect(await readInstitutionHealth(down)).toEqual(report);
  expect(await countCalls()).toBe(1);
  const healthCheckedAt = new Date(Date.now() - 6 * 60_000);
  await db().institution.update({
    where: { id: down },
    data: { healthCheckedAt, loginHealth: 'healthy', updateHealth: 'healthy' },
  });
  expect(await readInstitutionHealth(down)).toEqual(report);
  expect(await countCalls()).toBe(2);
});

it('claims nothing when Plaid does not answer, and knows no bank that Plaid does not', async () => {
  await control('/faults', { path, times: 1, mode: 'reset' });
  expect(await readInstitutionHealth('ins_109508')).toEqual({ level: 'unknown', text: null });
  expect(await readInstitutionHealth('ins_109508')).toMatchObject({ level: 'healthy' });
  await expect(readInstitutionHealth('ins_0')).rejects.toMatchObject({ code: 'not_found' });
});
