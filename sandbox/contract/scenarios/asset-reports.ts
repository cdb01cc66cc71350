import { AssetReportAddOns, type PlaidApi, Products, ReportType } from 'plaid';
import { linkItem } from '../../testing/link-item.ts';
import { catchProblem, waitFor } from '../../testing/test-sandbox.ts';
import type { Scenarios, Stage } from '../scenario.ts';

const unknown = { asset_report_token: 'assets-sandbox-00000000-0000-4000-8000-000000000000' };

async function orderReport({ client, receiver }: Stage): Promise<string> {
  const { accessToken } = await linkItem(client, {}, [Products.Assets]);
  const { data } = await client.assetReportCreate({
    access_tokens: [accessToken],
    days_requested: 90,
    options: {
      client_report_id: 'loan-1',
      webhook: receiver.url,
      user: { first_name: 'Alberta', last_name: 'Charleson' },
      add_ons: [AssetReportAddOns.FastAssets, AssetReportAddOns.Investments],
    },
  });
  return data.asset_report_token;
}

async function makeReport(stage: Stage): Promise<string> {
  const asset_report_token = await orderReport(stage);
  await waitForReport(stage.client, asset_report_token);
  return asset_report_token;
}

function waitForReport(client: PlaidApi, asset_report_token: string) {
  return waitFor('the report', () =>
    client.assetReportGet({ asset_report_token }).catch(() => null),
  );
}

async function makeAuditCopy(stage: Stage): Promise<string> {
  const asset_report_token = await makeReport(stage);
  const { data } = await stage.client.assetReportAuditCopyCreate({
    asset_report_token,
    auditor_id: 'fannie_mae',
  });
  return data.audit_copy_token;
}

async function makeRelay(stage: Stage) {
  const asset_report_token = await makeReport(stage);
  const { data } = await stage.client.creditRelayCreate({
    report_tokens: [asset_report_token],
    secondary_client_id: 'lender',
    webhook: stage.receiver.url,
  });
  return { relay_token: data.relay_token, report_type: ReportType.Asset };
}

export const assetReportScenarios: Scenarios = {
  '/asset_report/create': async (stage) => {
    const { client } = stage;
    await makeReport(stage);
    await waitFor('the webhook', () => stage.receiver.find('PRODUCT_READY'));
    const plain = await linkItem(client);
    await catchProblem(
      client.assetReportCreate({ access_tokens: [plain.accessToken], days_requested: 10 }),
    );
  },

  '/asset_report/get': async (stage) => {
    const { client } = stage;
    const asset_report_token = await orderReport(stage);
    await catchProblem(client.assetReportGet(unknown));
    await waitForReport(client, asset_report_token);
    await client.assetReportGet({ asset_report_token, include_insights: true });
    await client.assetReportGet({ asset_report_token, fast_report: true });
    await client.assetReportGet({ asset_report_token, options: { days_to_include: 10 } });
  },

  '/asset_report/pdf/get': async (stage) => {
    const asset_report_token = await makeReport(stage);
    await stage.client.assetReportPdfGet({ asset_report_token });
    await catchProblem(stage.client.assetReportPdfGet(unknown));
  },

  '/asset_report/filter': async (stage) => {
    const { client } = stage;
    const asset_report_token = await makeReport(stage);
    const { report } = (await client.assetReportGet({ asset_report_token })).data;
    const [account] = report.items[0]?.accounts ?? [];
    const account_ids_to_exclude = [account?.account_id ?? ''];
    const { data } = await client.assetReportFilter({ asset_report_token, account_ids_to_exclude });
    await waitForReport(client, data.asset_report_token);
    await catchProblem(client.assetReportFilter({ ...unknown, account_ids_to_exclude }));
  },

  '/asset_report/refresh': async (stage) => {
    const asset_report_token = await makeReport(stage);
    const { data } = await stage.client.assetReportRefresh({
      asset_report_token,
      days_requested: 30,
    });
    await waitForReport(stage.client, data.asset_report_token);
    await catchProblem(stage.client.assetReportRefresh(unknown));
  },

  '/asset_report/remove': async (stage) => {
    const asset_report_token = await makeReport(stage);
    await stage.client.assetReportRemove({ asset_report_token });
    await catchProblem(stage.client.assetReportRemove({ asset_report_token }));
  },

  '/asset_report/audit_copy/create': async (stage) => {
    await makeAuditCopy(stage);
    await catchProblem(stage.client.assetReportAuditCopyCreate(unknown));
  },

  '/asset_report/audit_copy/get': async (stage) => {
    await stage.client.assetReportAuditCopyGet({ audit_copy_token: await makeAuditCopy(stage) });
    await catchProblem(stage.client.assetReportAuditCopyGet({ audit_copy_token: 'none' }));
  },

  '/asset_report/audit_copy/pdf/get': async (stage) => {
    const audit_copy_token = await makeAuditCopy(stage);
    await stage.client.assetReportAuditCopyPdfGet({ audit_copy_token });
    await catchProblem(stage.client.assetReportAuditCopyPdfGet({ audit_copy_token: 'none' }));
  },

  '/asset_report/audit_copy/remove': async (stage) => {
    const audit_copy_token = await makeAuditCopy(stage);
    await stage.client.assetReportAuditCopyRemove({ audit_copy_token });
    await catchProblem(stage.client.assetReportAuditCopyRemove({ audit_copy_token }));
  },

  '/credit/relay/create': async (stage) => {
    await makeRelay(stage);
    const report_tokens = [unknown.asset_report_token];
    await catchProblem(
      stage.client.creditRelayCreate({ report_tokens, secondary_client_id: 'lender' }),
    );
  },

  '/credit/relay/get': async (stage) => {
    const relay = await makeRelay(stage);
    await stage.client.creditRelayGet({ ...relay, include_insights: true });
    await catchProblem(stage.client.creditRelayGet({ ...relay, relay_token: 'none' }));
  },

  '/credit/relay/pdf/get': async (stage) => {
    const relay = await makeRelay(stage);
    await stage.client.creditRelayPdfGet(relay);
    await catchProblem(stage.client.creditRelayPdfGet({ ...relay, relay_token: 'none' }));
  },

  '/credit/relay/refresh': async (stage) => {
    const relay = await makeRelay(stage);
    await stage.client.creditRelayRefresh({ ...relay, webhook: stage.receiver.url });
    await catchProblem(stage.client.creditRelayRefresh({ ...relay, relay_token: 'none' }));
  },

  '/credit/relay/remove': async (stage) => {
    const { relay_token } = await makeRelay(stage);
    await stage.client.creditRelayRemove({ relay_token });
    await catchProblem(stage.client.creditRelayRemove({ relay_token }));
  },
};
