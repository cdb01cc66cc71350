import type { Item } from '../items/item.ts';
import type { Sandbox } from '../sandbox.ts';
import type { ClientWebhookBody, WebhookBody } from './bodies.ts';

const maxKept = 5000;
const dayMs = 86_400_000;

// A shuffled group that is never completed still goes out, late.
const shuffleHoldMs = 3000;
const shuffleSpacingMs = 60;

/**
 * Puts a webhook into the outbox, in the same commit as the change it tells of, so that neither exists
 * without the other. An Item without a URL gets none.
 */
export function enqueueWebhook(
  sandbox: Sandbox,
  item: Item,
  body: WebhookBody,
  url = item.webhook,
): void {
  if (url === null) {
    return;
  }
  sandbox.db.transaction(() => {
    enqueue(sandbox, { clientId: item.clientId, itemId: item.itemId, url }, body);
    sandbox.db.run(
      'UPDATE items SET last_webhook_at = ?, last_webhook_code = ? WHERE item_id = ?',
      sandbox.clock.now(),
      body.webhook_code,
      item.itemId,
    );
  });
}

/** The same for what belongs to no Item. */
export function enqueueClientWebhook(
  sandbox: Sandbox,
  receiver: { clientId: string; url: string | null },
  body: ClientWebhookBody,
): void {
  const { clientId, url } = receiver;
  if (url !== null) {
    enqueue(sandbox, { clientId, itemId: null, url }, body);
  }
}

interface Address {
  clientId: string;
  itemId: string | null;
  url: string;
}

function enqueue(sandbox: Sandbox, address: Address, body: WebhookBody | ClientWebhookBody): void {
  const fate = sandbox.disturbance.meet();
  const now = sandbox.clock.now();
  sandbox.db.transaction(() => {
    for (let copy = 0; copy < (fate.duplicate ? 2 : 1); copy += 1) {
      sandbox.db.run(
        `INSERT INTO webhooks (client_id, item_id, webhook_type, webhook_code, url, body, created_at, state,
           next_attempt_at, give_up_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        address.clientId,
        address.itemId ?? '',
        body.webhook_type,
        body.webhook_code,
        address.url,
        printBody(address.itemId, body),
        now,
        fate.drop ? 'dropped' : 'waiting',
        now + fate.delayMs + (fate.shuffle ? shuffleHoldMs : 0),
        now + dayMs * sandbox.config.webhookRetryScale,
      );
    }
    if (fate.shuffle && sandbox.disturbance.isGroupComplete) {
      releaseShuffled(sandbox, now);
    }
    forgetOldest(sandbox);
  });
  sandbox.scheduler.wake();
}

/** Plaid indents webhook bodies by two spaces; the signature covers exactly these bytes. */
function printBody(itemId: string | null, body: WebhookBody | ClientWebhookBody): string {
  const ofItem = itemId === null ? {} : { item_id: itemId };
  // The one webhook that does not say where it comes from.
  const from = body.webhook_code === 'EVENTS' ? {} : { environment: 'sandbox' };
  return JSON.stringify({ ...body, ...ofItem, ...from }, null, 2);
}

/** Lets a held group go, newest first. */
function releaseShuffled(sandbox: Sandbox, now: number): void {
  const held = sandbox.db.all<{ webhook_id: number }>(
    `SELECT webhook_id FROM webhooks WHERE state = 'waiting' AND attempts = 0 AND next_attempt_at > ?
     ORDER BY webhook_id DESC`,
    now + shuffleHoldMs - 1000,
  );
  for (const [index, row] of held.entries()) {
    sandbox.db.run(
      'UPDATE webhooks SET next_attempt_at = ? WHERE webhook_id = ?',
      now + index * shuffleSpacingMs,
      row.webhook_id,
    );
  }
}

function forgetOldest(sandbox: Sandbox): void {
  const newest =
    sandbox.db.get<{ id: number | null }>('SELECT max(webhook_id) AS id FROM webhooks')?.id ?? 0;
  // Swept in hundreds, so that most webhooks cost no delete.
  if (newest % 100 === 0 && newest > maxKept) {
    const limit = newest - maxKept;
    sandbox.db.run('DELETE FROM webhook_attempts WHERE webhook_id <= ?', limit);
    sandbox.db.run("DELETE FROM webhooks WHERE webhook_id <= ? AND state <> 'waiting'", limit);
  }
}
