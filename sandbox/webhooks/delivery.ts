import type { Sandbox } from '../sandbox.ts';
import type { DueWork } from '../schedule/scheduler.ts';
import { signBody } from './signing-keys.ts';

const timeoutMs = 10_000;
const firstRetryMs = 30_000;
const retryFactor = 4;
const maxInFlight = 32;

interface DueWebhook {
  webhook_id: number;
  item_id: string;
  url: string;
  body: string;
  attempts: number;
  give_up_at: number;
}

interface Reply {
  status: number | null;
  failure: string | null;
}

/**
 * Sends what is due. Anything but a 200 within ten seconds is tried again after 30 s, then ×4 each time, for
 * a day, all scaled by configuration.
 */
export function createDeliveryWork(sandbox: Sandbox): DueWork & { abandon(): Promise<void> } {
  const inFlight = new Map<number, Promise<void>>();
  const abandoned = new AbortController();

  function listWaiting(now: number): DueWebhook[] {
    return sandbox.db
      .all<DueWebhook>(
        `SELECT webhook_id, item_id, url, body, attempts, give_up_at FROM webhooks
         WHERE state = 'waiting' AND next_attempt_at <= ? ORDER BY next_attempt_at, webhook_id LIMIT ?`,
        now,
        maxInFlight * 2,
      )
      .filter((webhook) => !inFlight.has(webhook.webhook_id))
      .slice(0, maxInFlight - inFlight.size);
  }

  function nextDueAt(): number | null {
    if (inFlight.size >= maxInFlight) {
      // Every place is taken; a delivery that ends wakes the scheduler.
      return null;
    }
    const rows = sandbox.db.all<{ webhook_id: number; at: number }>(
      `SELECT webhook_id, next_attempt_at AS at FROM webhooks
       WHERE state = 'waiting' ORDER BY next_attempt_at, webhook_id LIMIT ?`,
      maxInFlight + 1,
    );
    return rows.find((row) => !inFlight.has(row.webhook_id))?.at ?? null;
  }

  function runDue(now: number): void {
    for (const webhook of listWaiting(now)) {
      const delivery = deliver(sandbox, webhook, abandoned.signal).finally(() => {
        inFlight.delete(webhook.webhook_id);
        sandbox.scheduler.wake();
      });
      inFlight.set(webhook.webhook_id, delivery);
    }
  }

  return {
    nextDueAt,
    runDue,
    // What was under way stays waiting in the database and is sent again after the next start.
    abandon: async () => {
      abandoned.abort();
      await Promise.allSettled(inFlight.values());
    },
  };
}

async function deliver(
  sandbox: Sandbox,
  webhook: DueWebhook,
  abandoned: AbortSignal,
): Promise<void> {
  const startedAt = performance.now();
  const signature = await signBody(sandbox.db, webhook.body);
  const reply = await post(webhook.url, webhook.body, signature, abandoned);
  if (abandoned.aborted) {
    return;
  }
  const attempt = webhook.attempts + 1;
  const now = sandbox.clock.now();
  sandbox.db.transaction(() => {
    sandbox.db.run(
      'INSERT INTO webhook_attempts VALUES (?, ?, ?, ?, ?, ?)',
      webhook.webhook_id,
      attempt,
      now,
      Math.round(performance.now() - startedAt),
      reply.status,
      reply.failure,
    );
    const retryAt =
      now + firstRetryMs * retryFactor ** (attempt - 1) * sandbox.config.webhookRetryScale;
    sandbox.db.run(
      'UPDATE webhooks SET state = ?, attempts = ?, next_attempt_at = ? WHERE webhook_id = ?',
      chooseState(reply, retryAt, webhook.give_up_at),
      attempt,
      Math.round(retryAt),
      webhook.webhook_id,
    );
  });
}

function chooseState(reply: Reply, retryAt: number, giveUpAt: number): string {
  if (reply.status === 200) {
    return 'delivered';
  }
  return retryAt <= giveUpAt ? 'waiting' : 'given_up';
}

async function post(
  url: string,
  body: string,
  signature: string,
  abandoned: AbortSignal,
): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'plaid-verification': signature },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), abandoned]),
    });
    await response.body?.cancel();
    return { status: response.status, failure: null };
  } catch (error) {
    return { status: null, failure: describeFailure(error) };
  }
}

/** `fetch failed` says nothing; its cause names the refused connection. */
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`.slice(0, 200);
}
