import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openEventReceiver } from '#lib/testing/event-receiver';
import { linkBank, sandbox } from './support/drill.ts';
import { provideDrillStack, waitUntilHit } from './support/fail-points.ts';

// The worker is killed between the commit that notes an event and the note that it was told.

let receiver: Awaited<ReturnType<typeof openEventReceiver>>;
let host = '';
beforeAll(async () => {
  receiver = await openEventReceiver();
  host = receiver.host;
});
afterAll(() => receiver.close());
const drill = provideDrillStack(() => ({ WEBHOOK_PRIVATE_HOSTS: host }));

type Made = { endpoint: { id: string }; secret: string };
let linked: Awaited<ReturnType<typeof linkBank>>;
let made: Made;

beforeAll(async () => {
  linked = await linkBank(drill.stack());
  made = await linked.visitor.ask<Made>('POST', '/api/webhook-endpoints', {
    name: 'Sheet',
    url: receiver.url,
    events: ['transactions.changed'],
  });
});

const idsHeard = () =>
  receiver.received.map(
    ({ body, headers }) => (new Webhook(made.secret).verify(body, headers) as { id: string }).id,
  );

async function waitUntilNothingWaits(): Promise<void> {
  await vi.waitFor(
    async () => {
      const path = `/api/webhook-endpoints/${made.endpoint.id}/deliveries`;
      const { items } = await linked.visitor.ask<{ items: { state: string }[] }>('GET', path);
      expect(items.length).toBeGreaterThan(0);
      expect(items.filter(({ state }) => state !== 'delivered')).toEqual([]);
    },
    { timeout: 120_000, interval: 500 },
  );
}

describe.each([
  ['event-taken', 1],
  ['event-answered', 2],
] as const)('killed at %s', (point, times) => {
  it('loses nothing, and tells the same again under the same id', async () => {
    receiver.received.length = 0;
    drill.arm(point);
    await sandbox(drill.stack(), `/_control/items/${linked.plaidItemId}/transactions`, {
      add: [{ amount: 3, name: 'New' }],
    });
    await waitUntilHit(drill, point);
    await waitUntilNothingWaits();
    const [first] = idsHeard();
    expect(idsHeard().filter((id) => id === first)).toHaveLength(times);
  });
});
