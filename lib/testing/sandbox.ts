import {
  Configuration,
  PlaidApi,
  Products,
  SandboxItemSetVerificationStatusRequestVerificationStatusEnum as ProofStatus,
} from 'plaid';
import { env } from '#lib/env';

/** The official client in this test file's world of the sandbox. */
export function sandboxClient(): PlaidApi {
  const { baseUrl, clientId, secret } = env().plaid;
  const headers = { 'PLAID-CLIENT-ID': clientId, 'PLAID-SECRET': secret };
  return new PlaidApi(new Configuration({ basePath: baseUrl, baseOptions: { headers } }));
}

/** Statements are asked for by the days they were issued on. */
const statements = { start_date: daysAgo(200), end_date: daysAgo(0) };

export type SandboxLogin = {
  username?: string;
  password?: string;
  webhook?: string;
  institutionId?: string;
  /** Allowed beside transactions. */
  alsoProducts?: ('assets' | 'auth' | 'identity' | 'investments' | 'liabilities' | 'statements')[];
};

/** A public token as Link would return it. */
export async function createPublicToken(options: SandboxLogin = {}): Promise<string> {
  const { data } = await sandboxClient().sandboxPublicTokenCreate({
    institution_id: options.institutionId ?? 'ins_109508',
    initial_products: [Products.Transactions, ...((options.alsoProducts ?? []) as Products[])],
    options: {
      override_username: options.username ?? 'user_transactions_dynamic',
      override_password: options.password ?? 'pass_good',
      webhook: options.webhook,
      transactions: { days_requested: 730 },
      statements: options.alsoProducts?.includes('statements') ? statements : undefined,
    },
  });
  return data.public_token;
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** What the bank would do; see "Control" in the sandbox's README. */
export async function control<Answer = unknown>(
  path: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
): Promise<Answer> {
  const response = await fetch(`${env().plaid.baseUrl}/_control${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

export type TruthRow = {
  transaction_id: string;
  account_id: string;
  amount: number;
  date: string;
  pending: boolean;
  iso_currency_code: string | null;
};

export type Edited = {
  added: string[];
  modified: string[];
  removed: string[];
  posted: { pending_transaction_id: string; transaction_id: string }[];
};

/** Edits what the bank reports of an Item, without a webhook. */
export function editTruth(plaidItemId: string, edit: Record<string, unknown>): Promise<Edited> {
  return control<Edited>(`/items/${plaidItemId}/transactions`, { ...edit, webhook: false });
}

/** Every transaction Plaid would report now. */
export async function readTruth(plaidItemId: string): Promise<TruthRow[]> {
  const rows: TruthRow[] = [];
  for (let offset: number | null = 0; offset !== null; ) {
    const page: { transactions: TruthRow[]; next_offset: number | null } = await control(
      `/items/${plaidItemId}/truth?limit=500&offset=${offset}`,
    );
    rows.push(...page.transactions);
    offset = page.next_offset;
  }
  return rows;
}

/** What became of the deposit that is to prove an account. */
export async function settleDeposit(
  accessToken: string,
  plaidAccountId: string,
  became: 'arrived' | 'expired',
): Promise<void> {
  await sandboxClient().sandboxItemSetVerificationStatus({
    access_token: accessToken,
    account_id: plaidAccountId,
    verification_status:
      became === 'arrived' ? ProofStatus.AutomaticallyVerified : ProofStatus.VerificationExpired,
  });
}
