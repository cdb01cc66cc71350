export interface ItemSummary {
  item_id: string;
  client_id: string;
  institution_name: string | null;
  institution_color: string;
  username: string;
  webhook: string | null;
  error_code: string | null;
  transactions_update_status: string | null;
  accounts: number;
  transactions: number;
  pending: number;
  created_at: string;
}

export interface WebhookSummary {
  webhookId: number;
  itemId: string;
  type: string;
  code: string;
  url: string;
  body: unknown;
  createdAt: string;
  state: 'waiting' | 'delivered' | 'given_up' | 'dropped';
  nextAttemptAt: string | null;
  attempts: { at: string; durationMs: number; status: number | null; failure: string | null }[];
}

export interface AccountSummary {
  account_id: string;
  name: string;
  mask: string | null;
}

export interface Overview {
  items: ItemSummary[];
  webhooks: WebhookSummary[];
  today: string;
}

/** Everything the page shows, in one look. */
export async function readOverview(): Promise<Overview> {
  const [{ items }, { webhooks }, { today }] = await Promise.all([
    get<{ items: ItemSummary[] }>('/items'),
    get<{ webhooks: WebhookSummary[] }>('/webhooks?limit=60'),
    get<{ today: string }>('/clock'),
  ]);
  return { items, webhooks, today };
}

export async function listAccounts(itemId: string): Promise<AccountSummary[]> {
  const truth = await get<{ accounts: AccountSummary[] }>(`/items/${itemId}/truth?limit=1`);
  return truth.accounts;
}

/** Sends a wish to the control API; throws what it says when it refuses. */
export async function post(path: string, body: object): Promise<void> {
  const response = await fetch(`/_control${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    const answer = (await response.json().catch(() => null)) as {
      error?: { message: string };
    } | null;
    throw new Error(answer?.error?.message ?? `The sandbox answered ${response.status}.`);
  }
}

async function get<T>(path: string): Promise<T> {
  const response = await fetch(`/_control${path}`);
  return (await response.json()) as T;
}
