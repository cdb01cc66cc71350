import { expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { createLinkedHousehold, realPorts } from '#lib/testing/household';
import { control } from '#lib/testing/sandbox';
import { fetchDelta } from './fetch-delta.ts';
import { postgresStore } from './postgres-store.ts';

const rows = 3_000;
const rowsOneByOne = 150;
/** It is 12 to 38 on a busy machine, and about 1 where anything goes row by row. */
const timesFaster = 3;

it('commits many times faster than row by row', async () => {
  const { item } = await createLinkedHousehold();
  await control(`/items/${item.plaidItemId}/transactions/bulk`, { count: rows, webhook: false });
  const leased = await postgresStore.acquireLease(item, 'test');
  if (!leased) throw new Error('The lease is taken.');
  const { lease, openAccessToken } = leased;
  const progress = { pages: 0, restarts: 0, requestId: null };
  const delta = await fetchDelta(realPorts, openAccessToken(), lease.cursor, progress);

  const now = new Date();
  const report = { runId: newId(), startedAt: now, finishedAt: now, ...progress };
  const startedAt = performance.now();
  const committed = await postgresStore.commit(lease, delta, report);
  const msPerRow = (performance.now() - startedAt) / rows;
  expect(committed?.counts.added).toBe(rows);

  const sample = await db().transaction.findMany({ take: rowsOneByOne, omit: { plaid: true } });
  await db().transaction.deleteMany({ where: { id: { in: sample.map(({ id }) => id) } } });
  const oneByOneAt = performance.now();
  for (const data of sample) await db().transaction.create({ data });
  const msPerRowOneByOne = (performance.now() - oneByOneAt) / rowsOneByOne;
  expect(msPerRowOneByOne / msPerRow).toBeGreaterThan(timesFaster);
});
