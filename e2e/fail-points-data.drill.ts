import { describe, expect, it, vi } from 'vitest';
import { linkBank, query, sandbox, Visitor } from './support/drill.ts';
import { provideDrillStack, waitUntilHit } from './support/fail-points.ts';

// The worker is killed while it writes an export, and while it deletes an account.

const drill = provideDrillStack();
const patience = { timeout: 40_000, interval: 200 };

it('killed at archive-chunk-stored begins the export anew, and it is whole', async () => {
  const { visitor } = await linkBank(drill.stack());
  drill.arm('archive-chunk-stored');
  const { id } = await visitor.ask<{ id: string }>('POST', '/api/archives', {});
  await waitUntilHit(drill, 'archive-chunk-stored');
  type Archives = { items: { id: string; state: string; bytes: number }[] };
  const ready = await vi.waitFor(async () => {
    const { items } = await visitor.ask<Archives>('GET', '/api/archives');
    expect(items[0]).toMatchObject({ id, state: 'ready' });
    return items[0];
  }, patience);
  const file = await visitor.send('GET', `/api/archives/${id}/file`);
  const bytes = Buffer.from(await file.arrayBuffer());
  expect(bytes.byteLength).toBe(ready?.bytes);
  // The end of a zip's directory: nothing of the first attempt follows.
  expect(bytes.subarray(-22, -18).toString('latin1')).toBe('PK\u0005\u0006');
});

describe.each(['deletion-erased', 'deletion-finished'] as const)('killed at %s', (point) => {
  it('deletes the account all the same, though Plaid fails too', async () => {
    const { visitor, plaidItemId } = await linkBank(drill.stack());
    const [person] = await query<{ userId: string; householdId: string }>(
      drill.stack(),
      `SELECT m."userId", m."householdId" FROM "Item" i
       JOIN "Member" m ON m."householdId" = i."householdId"
       WHERE i."plaidItemId" = '${plaidItemId}'`,
    );
    await sandbox(drill.stack(), '/_control/faults', {
      path: '/item/remove',
      times: 1,
      status: 500,
    });
    drill.arm(point);
    const { email } = await visitor.ask<{ email: string }>('GET', '/api/deletions');
    const { receipt } = await visitor.ask<{ receipt: string }>('POST', '/api/deletions', {
      scope: 'account',
      confirmation: email,
      history: 'delete',
      households: [],
    });
    expect((await visitor.send('GET', '/api/items')).status).toBe(401);
    await waitUntilHit(drill, point);

    const nobody = new Visitor(drill.stack().url);
    await vi.waitFor(async () => {
      const seen = await nobody.ask<object>('POST', '/api/deletions/status', { receipt });
      expect(seen).toMatchObject({ finishedAt: expect.any(String), banks: { ended: 1 } });
    }, patience);
    const { items } = await sandbox<{ items: { item_id: string }[] }>(
      drill.stack(),
      '/_control/items',
    );
    expect(items.map((each) => each.item_id)).not.toContain(plaidItemId);
    // A job that was under way ends by itself.
    await vi.waitFor(async () => {
      const left = await query(
        drill.stack(),
        `SELECT 'User' AS "in" FROM "User" WHERE "id" = '${person?.userId}'
         UNION ALL SELECT 'Household' FROM "Household" WHERE "id" = '${person?.householdId}'
         UNION ALL SELECT 'WebhookLog' FROM "WebhookLog" WHERE "plaidItemId" = '${plaidItemId}'
         UNION ALL SELECT 'jobs' FROM graphile_worker._private_jobs
           WHERE "payload"->>'householdId' = '${person?.householdId}'
         UNION ALL SELECT 'Deletion' FROM "Deletion" WHERE cardinality("householdIds") > 0`,
      );
      expect(left).toEqual([]);
    }, patience);
  });
});
