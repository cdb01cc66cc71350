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

export interface RequestSummary {
  at: string;
  path: string;
  status: number;
  durationMs: number;
  requestId: string;
  clientId: string | null;
  itemId: string | null;
  errorCode: string | null;
  fault: string | null;
  request: unknown;
}

export interface FaultSummary {
  path: string;
  times: number;
  status: number | null;
  errorCode: string | null;
  mode: string | null;
}

/** True stands for all that come. */
export interface Disturbance {
  drop: number | true;
  duplicate: number | true;
  shuffle: number;
  delayMs: number;
}

export interface RateLimits {
  enabled: boolean;
  environment: string;
}

export interface Overview {
  items: ItemSummary[];
  webhooks: WebhookSummary[];
  requests: RequestSummary[];
  faults: FaultSummary[];
  disturbance: Disturbance;
  rateLimits: RateLimits;
  today: string;
}

/** Everything the page shows, in one look. */
export async function readOverview(): Promise<Overview> {
  const [{ items }, { webhooks, disturbance }, { requests }, { faults }, rateLimits, { today }] =
    await Promise.all([
      get<Pick<Overview, 'items'>>('/items'),
      get<Pick<Overview, 'webhooks' | 'disturbance'>>('/webhooks?limit=60'),
      get<Pick<Overview, 'requests'>>('/requests?limit=60'),
      get<Pick<Overview, 'faults'>>('/faults'),
      get<RateLimits>('/rate-limits'),
      get<Pick<Overview, 'today'>>('/clock'),
    ]);
  return { items, webhooks, disturbance, requests, faults, rateLimits, today };
}

export async function listOperations(): Promise<string[]> {
  return (await get<{ paths: string[] }>('/operations')).paths;
}

export async function listAccounts(itemId: string): Promise<AccountSummary[]> {
  const truth = await get<{ accounts: AccountSummary[] }>(`/items/${itemId}/truth?limit=1`);
  return truth.accounts;
}

/** Sends a wish to the control API; throws what it says when it refuses. */
export function post(path: string, body: object): Promise<void> {
  return send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

export function remove(path: string): Promise<void> {
  return send(path, { method: 'DELETE' });
}

async function send(path: string, request: RequestInit): Promise<void> {
  const response = await fetch(`/_control${path}`, request);
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
