import { expect, vi } from 'vitest';
import { query, type Running, sandbox } from './drill.ts';

type Attempt = { at: string; status: number | null };

/** Each time the bank told us of this connection, and what we answered. */
export async function listAttempts(running: Running, plaidItemId: string): Promise<Attempt[]> {
  const { webhooks } = await sandbox<{ webhooks: { attempts: Attempt[] }[] }>(
    running,
    `/_control/webhooks?itemId=${plaidItemId}&limit=1000`,
  );
  return webhooks.flatMap(({ attempts }) => attempts);
}

/** Each webhook that was answered with 200 is in the log and was acted on; the others were asked to come again. */
export async function expectAcknowledgedKept(
  running: Running,
  plaidItemId: string,
): Promise<{ acknowledged: number; refused: number; kept: number }> {
  const attempts = await listAttempts(running, plaidItemId);
  const where = `"plaidItemId" = '${plaidItemId}'`;
  // Of what was being done when the database went, the next sweep hears at the latest.
  await vi.waitFor(
    async () => {
      const sql = `SELECT "id" FROM "WebhookLog" WHERE ${where} AND "handledAt" IS NULL`;
      expect(await query(running, sql)).toEqual([]);
    },
    { timeout: 90_000, interval: 200 },
  );
  const [row] = await query<{ kept: number }>(
    running,
    `SELECT coalesce(sum("deliveries"), 0)::int AS kept FROM "WebhookLog" WHERE ${where}`,
  );
  const acknowledged = attempts.filter(({ status }) => status === 200).length;
  const refused = attempts.filter(({ status }) => status === 503).length;
  const kept = row?.kept ?? 0;
  expect(kept).toBeGreaterThanOrEqual(acknowledged);
  expect(attempts.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
  return { acknowledged, refused, kept };
}
