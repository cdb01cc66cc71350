import { createHash } from 'node:crypto';
import { type PlaidApi, Products } from 'plaid';
import { describe, expect, it } from 'vitest';
import { linkItem, syncAll, waitForHistory } from '../testing/link-item.ts';
import { catchProblem, openReceiver, openTestSandbox, waitFor } from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();
const receiver = await openReceiver();

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

function link(client: PlaidApi, override_username: string, days: number) {
  return linkItem(
    client,
    {
      webhook: receiver.url,
      override_username,
      statements: { start_date: daysAgo(days), end_date: daysAgo(0) },
      transactions: { days_requested: 365 },
    },
    [Products.Statements, Products.Transactions],
  );
}

async function download(client: PlaidApi, access_token: string, statement_id: string) {
  const response = await client.statementsDownload(
    { access_token, statement_id },
    { responseType: 'arraybuffer' },
  );
  return {
    bytes: Buffer.from(response.data as ArrayBuffer),
    headers: response.headers as Record<string, string>,
  };
}

/** The texts of a PDF whose streams are not compressed, in the order they are written. */
function readTexts(bytes: Buffer): string[] {
  return [...bytes.toString('latin1').matchAll(/\(((?:\\.|[^()\\])*)\) Tj/g)].map(([, text = '']) =>
    text.replaceAll(/\\(\d{3})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 8)),
    ),
  );
}

describe('statements', () => {
  it('print exactly the rows of their month, and balances that follow from them', async () => {
    const client = sandbox.client();
    const { accessToken } = await link(client, 'user_transactions_dynamic', 120);
    await waitForHistory(client, accessToken);
    const { added } = await syncAll(client, accessToken);
    const { accounts } = (await client.statementsList({ access_token: accessToken })).data;
    const checking = accounts.find((account) => account.account_subtype === 'checking');
    expect(checking?.statements.length).toBeGreaterThanOrEqual(3);

    for (const statement of checking?.statements ?? []) {
      const month = `${statement.year}-${String(statement.month).padStart(2, '0')}`;
      const { bytes, headers } = await download(client, accessToken, statement.statement_id);
      expect(headers['content-type']).toBe('application/pdf');
      expect(headers['plaid-request-id']).toMatch(/^[0-9A-Za-z]{15}$/);
      expect(headers['plaid-content-hash']).toBe(createHash('sha256').update(bytes).digest('hex'));

      const texts = readTexts(bytes);
      const printed = texts.filter((text) => text.startsWith(`${month}-`) && text.length === 10);
      const rows = added.filter(
        (row) =>
          row.account_id === checking?.account_id && row.date.startsWith(month) && !row.pending,
      );
      expect(printed.toSorted()).toEqual(rows.map((row) => row.date).toSorted());
      const money = (name: string) =>
        Number(texts[texts.indexOf(name) + 1]?.replaceAll(/[^\d.-]/g, ''));
      const moved = rows.reduce((sum, row) => sum - row.amount, 0);
      expect(money('Closing balance')).toBeCloseTo(money('Opening balance') + moved, 2);
    }
  });

  it('are the same bytes each time, in a file readers can open', async () => {
    const client = sandbox.client();
    const { accessToken } = await link(client, 'user_good', 62);
    const list = await waitFor('statements', () =>
      client.statementsList({ access_token: accessToken }).catch(() => null),
    );
    const id = list.data.accounts[0]?.statements[0]?.statement_id ?? '';
    const { bytes } = await download(client, accessToken, id);
    expect((await download(client, accessToken, id)).bytes.equals(bytes)).toBe(true);
    const file = bytes.toString('latin1');
    expect(file.slice(0, 8)).toBe('%PDF-1.4');
    // Every entry of the cross-reference table points at its object.
    const entries = [...file.matchAll(/^(\d{10}) 00000 n $/gm)];
    expect(entries.length).toBeGreaterThan(5);
    for (const [index, [, offset = '']] of entries.entries()) {
      expect(file.slice(Number(offset))).toMatch(new RegExp(`^${index + 1} 0 obj\n`));
    }
    expect(file.slice(Number(file.match(/startxref\n(\d+)/)?.[1]))).toMatch(/^xref\n/);
  });

  it('reach further back after a refresh, which ends with a webhook', async () => {
    const client = sandbox.client();
    const { accessToken, itemId } = await link(client, 'user_good', 40);
    const count = async () =>
      (await client.statementsList({ access_token: accessToken })).data.accounts[0]?.statements
        .length ?? 0;
    await waitForHistory(client, accessToken);
    const before = await count();
    await client.statementsRefresh({
      access_token: accessToken,
      start_date: daysAgo(200),
      end_date: daysAgo(0),
    });
    const webhook = await waitFor('the webhook', () =>
      receiver.received.find(
        ({ body }) =>
          body.item_id === itemId && body.webhook_code === 'STATEMENTS_REFRESH_COMPLETE',
      ),
    );
    expect(webhook.body).toMatchObject({ webhook_type: 'STATEMENTS', result: 'SUCCESS' });
    expect(await count()).toBeGreaterThan(before + 3);
  });

  it('need consent to statements', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client);
    const problem = await catchProblem(client.statementsList({ access_token: accessToken }));
    expect(problem.error_code).toBe('ADDITIONAL_CONSENT_REQUIRED');
  });
});
