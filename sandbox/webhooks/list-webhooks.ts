import type { Database } from '../store/database.ts';

interface WebhookRow {
  webhook_id: number;
  item_id: string;
  webhook_type: string;
  webhook_code: string;
  url: string;
  body: string;
  created_at: number;
  state: string;
  next_attempt_at: number;
}

interface AttemptRow {
  webhook_id: number;
  attempt: number;
  at: number;
  duration_ms: number;
  status: number | null;
  failure: string | null;
}

export interface WebhookReport {
  webhookId: number;
  itemId: string;
  type: string;
  code: string;
  url: string;
  body: unknown;
  createdAt: string;
  /** waiting, delivered, given_up or dropped. */
  state: string;
  nextAttemptAt: string | null;
  attempts: { at: string; durationMs: number; status: number | null; failure: string | null }[];
}

/** The webhooks of one Item or of all, newest first, with every attempt to deliver them. */
export function listWebhooks(
  db: Database,
  itemId: string | undefined,
  limit: number,
): WebhookReport[] {
  const rows = db.all<WebhookRow>(
    `SELECT * FROM webhooks WHERE ?1 IS NULL OR item_id = ?1 ORDER BY webhook_id DESC LIMIT ?2`,
    itemId ?? null,
    limit,
  );
  const attempts = Map.groupBy(
    db.all<AttemptRow>(
      `SELECT * FROM webhook_attempts
       WHERE webhook_id IN (SELECT value FROM json_each(?)) ORDER BY webhook_id, attempt`,
      JSON.stringify(rows.map((row) => row.webhook_id)),
    ),
    (attempt) => attempt.webhook_id,
  );
  return rows.map((row) => ({
    webhookId: row.webhook_id,
    itemId: row.item_id,
    type: row.webhook_type,
    code: row.webhook_code,
    url: row.url,
    body: JSON.parse(row.body) as unknown,
    createdAt: new Date(row.created_at).toISOString(),
    state: row.state,
    nextAttemptAt: row.state === 'waiting' ? new Date(row.next_attempt_at).toISOString() : null,
    attempts: (attempts.get(row.webhook_id) ?? []).map((attempt) => ({
      at: new Date(attempt.at).toISOString(),
      durationMs: attempt.duration_ms,
      status: attempt.status,
      failure: attempt.failure,
    })),
  }));
}
