import { expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { createLinkedHousehold } from '#lib/testing/household';
import { keepSnapshots } from './apply-accounts.ts';

const dayMs = 86_400_000;

it.each([
  ['days ahead', 3],
  ['days behind', -3],
])('of a worker whose clock is %s go into the day that it is', async (_, days) => {
  const { item } = await createLinkedHousehold();
  const { householdId, itemId } = item;
  await db().balanceSnapshot.deleteMany({ where: { householdId } });
  const readAt = new Date(Date.now() + days * dayMs);
  await db().account.updateMany({ where: { householdId, itemId }, data: { balanceAsOf: readAt } });
  await db().$transaction((tx) => keepSnapshots(tx, item, readAt));
  const kept = await db().balanceSnapshot.findMany({ where: { householdId } });
  expect(kept.length).toBeGreaterThan(0);
  for (const { date, takenAt } of kept) {
    expect(Math.abs(takenAt.getTime() - Date.now())).toBeLessThan(dayMs / 24);
    expect(date.toISOString().slice(0, 10)).toBe(takenAt.toISOString().slice(0, 10));
  }
});
