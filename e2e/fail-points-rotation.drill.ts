import { beforeEach, describe, expect, it, vi } from 'vitest';
import { expectTruth, linkBank, query, sandbox, waitForState } from './support/drill.ts';
import { provideDrillStack, rounds, waitUntilHit } from './support/fail-points.ts';

// The worker is killed at each step of replacing an access token.

const drill = provideDrillStack();
let linked: Awaited<ReturnType<typeof linkBank>>;

beforeEach(async () => {
  linked = await linkBank(drill.stack());
  await query(drill.stack(), 'UPDATE "User" SET "operator" = true');
});

type Rotation = { itemId: string; status: string };

async function rotate(): Promise<void> {
  await linked.visitor.ask('POST', '/api/operator/rotations', { itemId: linked.itemId });
}

async function waitForEnd(): Promise<string> {
  let status = 'under_way';
  await vi.waitFor(
    async () => {
      const { items } = await linked.visitor.ask<{ items: Rotation[] }>(
        'GET',
        '/api/operator/rotations',
      );
      status = items.find(({ itemId }) => itemId === linked.itemId)?.status ?? 'none';
      expect(status).not.toBe('under_way');
    },
    { timeout: 60_000, interval: 200 },
  );
  return status;
}

async function expectInUse(): Promise<void> {
  await sandbox(drill.stack(), `/_control/items/${linked.plaidItemId}/transactions`, {
    add: [{ amount: 3, name: 'After' }],
  });
  await expectTruth(drill.stack(), linked.plaidItemId);
  await waitForState(linked.visitor, linked.itemId, 'healthy');
}

describe.each(['rotate-marked', 'rotate-stored'] as const)('killed at %s', (point) => {
  it.each(rounds)('has a new token in the end, and goes on (%i)', async () => {
    drill.arm(point);
    await rotate();
    await waitUntilHit(drill, point);
    expect(await waitForEnd()).toBe('done');
    await expectInUse();
  });
});

describe('killed at rotate-answered', () => {
  it.each(rounds)('says that the token is lost, and takes nothing for gone (%i)', async () => {
    drill.arm('rotate-answered');
    await rotate();
    await waitUntilHit(drill, 'rotate-answered');
    expect(await waitForEnd()).toBe('lost');
    await waitForState(linked.visitor, linked.itemId, 'revoked');
    const kept = `SELECT count(*)::int AS rows FROM "Transaction" WHERE "itemId" = '${linked.itemId}'`;
    const [{ rows } = { rows: 0 }] = await query<{ rows: number }>(drill.stack(), kept);
    expect(rows).toBeGreaterThan(0);
  });
});
