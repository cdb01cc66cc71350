import { beforeAll, describe, expect, it } from 'vitest';
import type { FailPoint } from '#lib/fail-point';
import { expectTruth, linkBank, query, sandbox, waitForState } from './support/drill.ts';
import { provideDrillStack, rounds, waitUntilHit } from './support/fail-points.ts';

// The worker is killed at each step of a sync, three times; each time the rows are then exactly
// what the bank says, and what a person wrote on one of them stands.

const drill = provideDrillStack();
let linked: Awaited<ReturnType<typeof linkBank>>;
let changed = '';

beforeAll(async () => {
  linked = await linkBank(drill.stack());
  const { visitor } = linked;
  const { items } = await visitor.ask<{ items: { id: string }[] }>('GET', '/api/transactions');
  changed = items[0]?.id ?? '';
  await visitor.ask('PATCH', `/api/transactions/${changed}`, { note: 'Mine' });
});

async function edit(webhook = true): Promise<void> {
  const { plaidItemId } = linked;
  const path = `/_control/items/${plaidItemId}`;
  const { transactions } = await sandbox<{ transactions: { transaction_id: string }[] }>(
    drill.stack(),
    `${path}/truth?limit=5`,
  );
  const [first, second] = transactions;
  await sandbox(drill.stack(), `${path}/transactions`, {
    add: [
      { amount: 3, name: 'New' },
      { amount: 4, name: 'Hold', pending: true },
    ],
    modify: [{ transaction_id: first?.transaction_id, amount: 7.77 }],
    remove: [second?.transaction_id],
    webhook,
  });
}

async function expectWhole(): Promise<void> {
  await expectTruth(drill.stack(), linked.plaidItemId);
  const [row] = await query<{ note: string }>(
    drill.stack(),
    `SELECT "note" FROM "Transaction" WHERE "id" = '${changed}'`,
  );
  expect(row?.note).toBe('Mine');
}

const points: FailPoint[] = [
  'sync-leased',
  'sync-page-read',
  'sync-fetched',
  'commit-accounts',
  'commit-rows',
  'commit-compared',
  'commit-advanced',
  'sync-committed',
];

describe.each(points)('killed at %s', (point) => {
  it.each(rounds)('loses and doubles nothing (%i)', async () => {
    drill.arm(point);
    await edit();
    await waitUntilHit(drill, point);
    await expectWhole();
  });
});

describe('killed at sync-failed', () => {
  it.each(rounds)('loses and doubles nothing (%i)', async () => {
    const path = '/transactions/sync';
    await sandbox(drill.stack(), '/_control/faults', {
      path,
      itemId: linked.plaidItemId,
      times: 1,
      status: 500,
      errorType: 'API_ERROR',
      errorCode: 'INTERNAL_SERVER_ERROR',
    });
    drill.arm('sync-failed');
    await edit();
    await waitUntilHit(drill, 'sync-failed');
    await linked.visitor.ask('POST', `/api/items/${linked.itemId}/sync`, {});
    await expectWhole();
    await waitForState(linked.visitor, linked.itemId, 'healthy');
  });
});
