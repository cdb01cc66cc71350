import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  connect,
  expectTruth,
  linkBank,
  query,
  sandbox,
  Visitor,
  waitForState,
} from './support/drill.ts';
import { provideDrillStack, rounds, waitUntilHit } from './support/fail-points.ts';

// The web server and the worker are killed at each step of a webhook, a link and a removal.

const drill = provideDrillStack();
let linked: Awaited<ReturnType<typeof linkBank>>;

beforeAll(async () => {
  linked = await linkBank(drill.stack());
});

const book = () =>
  sandbox(drill.stack(), `/_control/items/${linked.plaidItemId}/transactions`, {
    add: [{ amount: 3, name: 'New' }],
  });

describe.each(['webhook-verified', 'webhook-committed'] as const)('killed at %s', (point) => {
  it.each(rounds)('hears again what was not acknowledged (%i)', async () => {
    drill.arm(point);
    await book();
    await waitUntilHit(drill, point);
    await expectTruth(drill.stack(), linked.plaidItemId);
  });
});

// Of what a worker is to think about: a webhook of new rows is kept by one statement, with nothing between.
describe.each(['webhook-kept', 'webhook-handled'] as const)('killed at %s', (point) => {
  it.each(rounds)('handles it once more (%i)', async () => {
    const before = await listOffers();
    drill.arm(point);
    await sandbox(drill.stack(), `/_control/items/${linked.plaidItemId}/webhooks`, {
      webhookCode: 'NEW_ACCOUNTS_AVAILABLE',
    });
    await waitUntilHit(drill, point);
    await vi.waitFor(
      async () => {
        const offers = await listOffers();
        expect(count(offers)).toBeGreaterThan(count(before));
        expect(offers.filter(({ handledAt }) => handledAt === null)).toEqual([]);
      },
      { timeout: 30_000, interval: 100 },
    );
  });
});

const listOffers = () =>
  query<{ handledAt: Date | null; deliveries: number }>(
    drill.stack(),
    `SELECT "handledAt", "deliveries" FROM "WebhookLog" WHERE "webhookCode" = 'NEW_ACCOUNTS_AVAILABLE'`,
  );

/** Two of one second are one row. */
const count = (offers: { deliveries: number }[]) =>
  offers.reduce((sum, { deliveries }) => sum + deliveries, 0);

async function newVisitor(): Promise<Visitor> {
  const visitor = new Visitor(drill.stack().url);
  await vi.waitFor(() => visitor.signUp(), { timeout: 30_000, interval: 200 });
  return visitor;
}

const listItems = (visitor: Visitor) =>
  visitor.ask<{ items: { id: string }[] }>('GET', '/api/items').then(({ items }) => items);

async function waitForWeb(visitor: Visitor): Promise<void> {
  await vi.waitFor(() => listItems(visitor), { timeout: 30_000, interval: 100 });
}

describe('killed at link-exchanged', () => {
  it.each(rounds)('leaves nothing half there, and the bank can be linked again (%i)', async () => {
    const visitor = await newVisitor();
    drill.arm('link-exchanged');
    await expect(connect(drill.stack(), visitor)).rejects.toThrow();
    await waitForWeb(visitor);
    expect(await listItems(visitor)).toEqual([]);
    await waitForState(visitor, await connect(drill.stack(), visitor), 'healthy');
  });
});

describe('killed at link-stored', () => {
  it.each(rounds)('has the connection and its first sync (%i)', async () => {
    const visitor = await newVisitor();
    drill.arm('link-stored');
    await expect(connect(drill.stack(), visitor)).rejects.toThrow();
    await waitForWeb(visitor);
    const [item, ...others] = await listItems(visitor);
    expect(others).toEqual([]);
    await waitForState(visitor, item?.id ?? '', 'healthy');
  });
});

describe.each(['remove-marked', 'remove-confirmed', 'remove-forgotten'] as const)(
  'killed at %s',
  (point) => {
    it.each(rounds)('ends the Item at Plaid and forgets its token (%i)', async () => {
      const visitor = await newVisitor();
      const itemId = await connect(drill.stack(), visitor);
      await waitForState(visitor, itemId, 'healthy');
      const [item] = await query<{ plaidItemId: string }>(
        drill.stack(),
        `SELECT "plaidItemId" FROM "Item" WHERE "id" = '${itemId}'`,
      );
      drill.arm(point);
      await visitor.ask('DELETE', `/api/items/${itemId}`, { history: 'keep' });
      await waitUntilHit(drill, point);
      await waitForState(visitor, itemId, 'removed');
      const { items } = await sandbox<{ items: { item_id: string }[] }>(
        drill.stack(),
        '/_control/items',
      );
      expect(items.map((each) => each.item_id)).not.toContain(item?.plaidItemId);
      const left = `SELECT "accessTokenSealed" AS token FROM "Item" WHERE "id" = '${itemId}'`;
      expect(await query(drill.stack(), left)).toEqual([{ token: null }]);
    });
  },
);
