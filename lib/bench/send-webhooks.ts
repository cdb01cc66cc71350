import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { LinkedItem } from '#lib/testing/household';
import { control } from '#lib/testing/sandbox';

export type Answered = {
  /** By which it is found in the database. */
  number: number;
  /** Null where no answer came. */
  status: number | null;
  /** From when it was due, whether or not the sender was in time, to the end of the answer. */
  ms: number;
};

/** As long as Plaid waits for an answer; so no more than ten seconds' webhooks are ever under way. */
const patienceMs = 10_000;

type Signed = { number: number; body: string; signature: string };

/**
 * Sends webhooks that tell of updates, one Item's after the other's and to each web server in turn, at an even pace
 * whatever the answers take; signed by the sandbox a second ahead, since a signature says when it was made.
 */
export async function sendWebhooks(
  urls: string[],
  items: LinkedItem[],
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Answered[]> {
  const answered: Answered[] = [];
  const underWay = new Set<Promise<unknown>>();
  let signed = await sign(items, 0, perSecond);
  const startedAt = performance.now();
  for (let second = 0; second < seconds; second += 1) {
    const next = sign(items, (second + 1) * perSecond, perSecond);
    for (const webhook of signed) {
      const dueAt = startedAt + (webhook.number * 1_000) / perSecond;
      await pause(Math.max(0, dueAt - performance.now()));
      const url = `${urls[webhook.number % urls.length]}/api/plaid/webhook`;
      const sent = send(url, webhook, dueAt).then((answer) => {
        answered.push(answer);
        underWay.delete(sent);
      });
      underWay.add(sent);
    }
    signed = await next;
  }
  await Promise.all(underWay);
  return answered;
}

async function sign(items: LinkedItem[], first: number, count: number): Promise<Signed[]> {
  const bodies = Array.from({ length: count }, (_, at) => compose(items, first + at));
  const { signatures } = await control<{ signatures: string[] }>('/keys/sign', { bodies });
  return bodies.map((body, at) => ({
    number: first + at,
    body,
    signature: signatures[at] ?? '',
  }));
}

/** As Plaid prints it, but for the number. */
function compose(items: LinkedItem[], number: number): string {
  const body = {
    webhook_type: 'TRANSACTIONS',
    webhook_code: 'SYNC_UPDATES_AVAILABLE',
    initial_update_complete: true,
    historical_update_complete: true,
    item_id: items[number % items.length]?.plaidItemId,
    environment: 'sandbox',
    number,
  };
  return JSON.stringify(body, null, 2);
}

async function send(url: string, webhook: Signed, dueAt: number): Promise<Answered> {
  const { number, body, signature } = webhook;
  const status = await post(url, body, signature).catch(() => null);
  return { number, status, ms: performance.now() - dueAt };
}

async function post(url: string, body: string, signature: string): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'plaid-verification': signature },
    body,
    signal: AbortSignal.timeout(patienceMs),
  });
  await response.text();
  return response.status;
}
