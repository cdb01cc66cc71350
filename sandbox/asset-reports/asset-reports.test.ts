import {
  type AccountAssets,
  AssetReportAddOns,
  type AssetReportCreateRequestOptions,
  type PlaidApi,
  Products,
  ReportType,
} from 'plaid';
import { describe, expect, it } from 'vitest';
import { linkItem, syncAll, waitForHistory } from '../testing/link-item.ts';
import { catchProblem, openReceiver, openTestSandbox, waitFor } from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox({ initialDelayMs: 60, historicalDelayMs: 200 });
const receiver = await openReceiver();

async function order(
  client: PlaidApi,
  access_tokens: string[],
  days_requested: number,
  options: AssetReportCreateRequestOptions = {},
) {
  const { data } = await client.assetReportCreate({
    access_tokens,
    days_requested,
    options: { webhook: receiver.url, ...options },
  });
  return data;
}

function waitForWebhook(reportId: string, match: Record<string, string>) {
  return waitFor(`the webhook ${JSON.stringify(match)}`, () =>
    receiver.received.find(
      ({ body }) =>
        body.asset_report_id === reportId &&
        Object.entries(match).every(([key, value]) => body[key] === value),
    ),
  );
}

/** A report with all its rows, once it has been announced. */
async function read(client: PlaidApi, accessToken: string, days: number) {
  const { asset_report_token, asset_report_id } = await order(client, [accessToken], days);
  await waitForWebhook(asset_report_id, { webhook_code: 'PRODUCT_READY' });
  const { report } = (await client.assetReportGet({ asset_report_token, include_insights: true }))
    .data;
  return { asset_report_token, report, accounts: report.items.flatMap((item) => item.accounts) };
}

function findAccount(accounts: AccountAssets[], subtype: string): AccountAssets {
  const account = accounts.find((each) => each.subtype === subtype);
  if (!account) {
    throw new Error(`there is no ${subtype} account`);
  }
  return account;
}

describe('an asset report', () => {
  it('names owners and, when asked to, holdings as the other products do', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client, {}, [Products.Assets, Products.Investments]);
    const { asset_report_token, asset_report_id } = await order(client, [accessToken], 365, {
      add_ons: [AssetReportAddOns.Investments],
    });
    await waitForWebhook(asset_report_id, { webhook_code: 'PRODUCT_READY' });
    const { report } = (await client.assetReportGet({ asset_report_token })).data;
    const accounts = report.items.flatMap((item) => item.accounts);
    expect(findAccount(accounts, 'checking').owners[0]?.names).toEqual([
      'Alberta Bobbeth Charleson',
    ]);
    expect(findAccount(accounts, 'checking')).not.toHaveProperty('investments');
    const { holdings } = (await client.investmentsHoldingsGet({ access_token: accessToken })).data;
    const ira = findAccount(accounts, 'ira');
    const value = (list: { institution_value: number }[]) =>
      list.reduce((sum, holding) => sum + holding.institution_value, 0);
    expect(value(ira.investments?.holdings ?? [])).toBeCloseTo(ira.balances.current ?? 0, 4);
    expect(ira.investments?.holdings?.map((holding) => holding.security_id)).toEqual(
      holdings
        .filter((holding) => holding.account_id === ira.account_id)
        .map((holding) => holding.security_id),
    );
  });

  it('tells the story that /transactions tells, edits included', async () => {
    const client = sandbox.client();
    const { accessToken, itemId } = await linkItem(
      client,
      { override_username: 'user_transactions_dynamic' },
      [Products.Assets, Products.Transactions],
    );
    await waitForHistory(client, accessToken);
    const before = (await syncAll(client, accessToken)).added;
    await sandbox.control(`/items/${itemId}/transactions`, {
      add: [{ amount: 7.25, name: 'CORNER SHOP' }],
      remove: [before[0]?.transaction_id],
    });
    const { added } = await syncAll(client, accessToken);
    const { accounts } = await read(client, accessToken, 60);
    const cutoff = new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10);
    const expected = added.filter((row) => row.date >= cutoff);
    const reported = accounts.flatMap((account) => account.transactions);
    expect(reported.length).toBeGreaterThan(10);
    expect(
      reported.map((row) => `${row.transaction_id} ${row.amount} ${row.merchant_name}`).toSorted(),
    ).toEqual(
      expected.map((row) => `${row.transaction_id} ${row.amount} ${row.merchant_name}`).toSorted(),
    );
  });

  it('has balances of the past that follow from the rows', async () => {
    const client = sandbox.client();
    // Nobody has asked for Transactions: the report reads the bank's books itself.
    const { accessToken } = await linkItem(client, {}, [Products.Assets]);
    const { accounts } = await read(client, accessToken, 90);
    expect(accounts).toHaveLength(14);
    const checking = findAccount(accounts, 'checking');
    expect(checking.days_available).toBeGreaterThan(60);
    expect(checking.historical_balances).toHaveLength(90);
    let current = checking.balances.current ?? 0;
    for (const [index, day] of checking.historical_balances.entries()) {
      const next = checking.historical_balances[index - 1]?.date ?? checking.transactions[0]?.date;
      const moved = checking.transactions
        .filter((row) => row.date > day.date && row.date <= (next ?? ''))
        .reduce((sum, row) => sum + row.amount, 0);
      current += moved;
      expect(day.current).toBeCloseTo(current, 2);
    }
    expect(findAccount(accounts, 'mortgage').historical_balances).toEqual([]);
  });

  it('is not ready at once, and says so in its own error type', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client, {}, [Products.Assets]);
    const { asset_report_token, asset_report_id } = await order(client, [accessToken], 30);
    expect(await catchProblem(client.assetReportGet({ asset_report_token }))).toMatchObject({
      status: 400,
      error_type: 'ASSET_REPORT_ERROR',
      error_code: 'PRODUCT_NOT_READY',
    });
    const ready = await waitForWebhook(asset_report_id, { webhook_code: 'PRODUCT_READY' });
    expect(ready.body).toMatchObject({ webhook_type: 'ASSETS', report_type: 'FULL' });
    expect(ready.body.item_id).toBeUndefined();
  });

  it('comes in a fast version first, without a past', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client, {}, [Products.Assets]);
    const { asset_report_token, asset_report_id } = await order(client, [accessToken], 30, {
      add_ons: [AssetReportAddOns.FastAssets],
    });
    await waitForWebhook(asset_report_id, { report_type: 'FAST' });
    const fast = (await client.assetReportGet({ asset_report_token, fast_report: true })).data;
    const fastAccount = findAccount(
      fast.report.items.flatMap((item) => item.accounts),
      'checking',
    );
    expect(fastAccount).toMatchObject({ transactions: [], historical_balances: [] });
    await waitForWebhook(asset_report_id, { report_type: 'FULL' });
    const full = (await client.assetReportGet({ asset_report_token })).data.report;
    const account = findAccount(
      full.items.flatMap((item) => item.accounts),
      'checking',
    );
    expect(account.transactions.length).toBeGreaterThan(3);
    // Insights are for who asks for them.
    expect(account.transactions[0]).not.toHaveProperty('merchant_name');
    expect(account.transactions[0]).toHaveProperty('original_description');
  });

  it('fails when an Item stops working meanwhile, unless the others will do', async () => {
    const client = sandbox.client();
    const good = await linkItem(client, {}, [Products.Assets]);
    const bad = await linkItem(client, {}, [Products.Assets]);
    const tokens = [good.accessToken, bad.accessToken];
    const strict = await order(client, tokens, 30);
    const lenient = await order(client, tokens, 30, { require_all_items: false });
    await client.sandboxItemResetLogin({ access_token: bad.accessToken });

    const failed = await waitForWebhook(strict.asset_report_id, { webhook_code: 'ERROR' });
    expect(failed.body.error).toMatchObject({
      error_type: 'ASSET_REPORT_ERROR',
      error_code: 'DATA_UNAVAILABLE',
      causes: [{ item_id: bad.itemId, error_code: 'ITEM_LOGIN_REQUIRED' }],
    });
    const { asset_report_token } = strict;
    expect((await catchProblem(client.assetReportGet({ asset_report_token }))).error_code).toBe(
      'DATA_UNAVAILABLE',
    );
    await waitForWebhook(lenient.asset_report_id, { webhook_code: 'PRODUCT_READY' });
    const { report } = (
      await client.assetReportGet({ asset_report_token: lenient.asset_report_token })
    ).data;
    expect(report.items.map((item) => item.item_id)).toEqual([good.itemId]);
    // A login that is broken already is refused at once.
    const refused = await catchProblem(
      client.assetReportCreate({ access_tokens: tokens, days_requested: 30 }),
    );
    expect(refused.error_code).toBe('ITEM_LOGIN_REQUIRED');
  });

  it('is a snapshot: filter makes another one, refresh keeps the filter, removal ends it', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client, {}, [Products.Assets]);
    const { asset_report_token, accounts } = await read(client, accessToken, 30);
    const excluded = accounts.slice(1).map((account) => account.account_id);
    const filtered = (
      await client.assetReportFilter({ asset_report_token, account_ids_to_exclude: excluded })
    ).data;
    await waitForWebhook(filtered.asset_report_id, { webhook_code: 'PRODUCT_READY' });
    const refreshed = (
      await client.assetReportRefresh({
        asset_report_token: filtered.asset_report_token,
        days_requested: 10,
      })
    ).data;
    await waitForWebhook(refreshed.asset_report_id, { webhook_code: 'PRODUCT_READY' });
    const { report } = (
      await client.assetReportGet({ asset_report_token: refreshed.asset_report_token })
    ).data;
    expect(report.days_requested).toBe(10);
    expect(report.items[0]?.accounts.map((account) => account.account_id)).toEqual([
      accounts[0]?.account_id,
    ]);

    await client.itemRemove({ access_token: accessToken });
    const old = (await client.assetReportGet({ asset_report_token })).data.report;
    expect(old.items[0]?.accounts).toHaveLength(accounts.length);
    await client.assetReportRemove({ asset_report_token });
    expect((await catchProblem(client.assetReportGet({ asset_report_token }))).error_code).toBe(
      'INVALID_FIELD',
    );
  });

  it('is read by an auditor and by the client it is relayed to, and by nobody else', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client, {}, [Products.Assets]);
    const { asset_report_token, report } = await read(client, accessToken, 30);
    const { audit_copy_token } = (
      await client.assetReportAuditCopyCreate({ asset_report_token, auditor_id: 'fannie_mae' })
    ).data;
    const auditor = sandbox.client('auditor');
    const copy = (await auditor.assetReportAuditCopyGet({ audit_copy_token })).data.report;
    expect(copy.asset_report_id).toBe(report.asset_report_id);

    const { relay_token } = (
      await client.creditRelayCreate({
        report_tokens: [asset_report_token],
        secondary_client_id: 'lender',
      })
    ).data;
    const relay = { relay_token, report_type: ReportType.Asset };
    const lender = sandbox.client('lender');
    expect((await lender.creditRelayGet(relay)).data.report.asset_report_id).toBe(
      report.asset_report_id,
    );
    expect((await catchProblem(auditor.creditRelayGet(relay))).error_code).toBe('INVALID_FIELD');
    const next = (await lender.creditRelayRefresh({ ...relay, webhook: receiver.url })).data;
    await waitForWebhook(next.asset_report_id ?? '', { webhook_code: 'PRODUCT_READY' });
    expect((await lender.creditRelayGet(relay)).data.report.asset_report_id).toBe(
      next.asset_report_id,
    );
    await client.assetReportAuditCopyRemove({ audit_copy_token });
    expect(
      (await catchProblem(auditor.assetReportAuditCopyGet({ audit_copy_token }))).error_code,
    ).toBe('INVALID_AUDIT_COPY_TOKEN');
  });

  it('can be handed over as a PDF', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client, {}, [Products.Assets]);
    const { asset_report_token } = await read(client, accessToken, 60);
    const { data, headers } = await client.assetReportPdfGet(
      { asset_report_token },
      { responseType: 'arraybuffer' },
    );
    const file = Buffer.from(data as ArrayBuffer).toString('latin1');
    expect(headers['content-type']).toBe('application/pdf');
    expect(headers['plaid-request-id']).toMatch(/^[0-9A-Za-z]{15}$/);
    expect(file).toContain('(First Platypus Bank)');
    expect(file).toContain('(Uber 063015 SF**POOL**)');
    expect(file).toMatch(/Page 2 of \d/);
  });
});
