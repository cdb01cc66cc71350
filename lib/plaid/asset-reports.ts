import 'server-only';
import { z } from 'zod';
import { env } from '#lib/env';
import { callPlaid } from './call.ts';
import { asBytes, callPlaidPdf } from './call-pdf.ts';
import { plaidApi } from './client.ts';

const ordered = z.object({
  asset_report_token: z.string().min(1),
  asset_report_id: z.string().min(1).max(200),
});

/** A report that Plaid makes: by its token it is read and removed, by its id webhooks name it. */
export type OrderedReport = { token: string; plaidReportId: string };

/**
 * Has Plaid make a report; a webhook says when it is ready. Banks that cannot be read are left out of it.
 *
 * @param reportId  ours, for whoever looks for it at Plaid
 * @throws PlaidError
 */
export async function createAssetReport(
  accessTokens: string[],
  { reportId, days }: { reportId: string; days: number },
): Promise<OrderedReport> {
  const request = {
    access_tokens: accessTokens,
    days_requested: days,
    options: {
      client_report_id: reportId,
      webhook: env().plaid.webhookUrl,
      require_all_items: false,
    },
  };
  const send = () => plaidApi().assetReportCreate(request);
  return toOrdered(await callPlaid('/asset_report/create', send, ordered));
}

/** The same banks and days as they are now, as a new report. @throws PlaidError */
export async function refreshAssetReport(token: string, reportId: string): Promise<OrderedReport> {
  const options = { client_report_id: reportId, webhook: env().plaid.webhookUrl };
  const send = () => plaidApi().assetReportRefresh({ asset_report_token: token, options });
  return toOrdered(await callPlaid('/asset_report/refresh', send, ordered, token));
}

/** The same report without some accounts, as a new one. @throws PlaidError */
export async function filterAssetReport(
  token: string,
  plaidAccountIds: string[],
): Promise<OrderedReport> {
  const request = { asset_report_token: token, account_ids_to_exclude: plaidAccountIds };
  const send = () => plaidApi().assetReportFilter(request);
  return toOrdered(await callPlaid('/asset_report/filter', send, ordered));
}

function toOrdered({ asset_report_token, asset_report_id }: z.infer<typeof ordered>) {
  return { token: asset_report_token, plaidReportId: asset_report_id };
}

/** The document itself, as Plaid prints it. @throws PlaidError */
export function getAssetReportPdf(token: string): Promise<Uint8Array<ArrayBuffer>> {
  const send = () => plaidApi().assetReportPdfGet({ asset_report_token: token }, asBytes);
  return callPlaidPdf('/asset_report/pdf/get', send, token);
}

const anything = z.looseObject({});

/** @throws PlaidError */
export async function removeAssetReport(token: string): Promise<void> {
  const send = () => plaidApi().assetReportRemove({ asset_report_token: token });
  await callPlaid('/asset_report/remove', send, anything);
}

/** Lets an auditor read a report at Plaid. @returns what takes it back @throws PlaidError */
export async function createAuditCopy(token: string, auditorId: string): Promise<string> {
  const { audit_copy_token } = await callPlaid(
    '/asset_report/audit_copy/create',
    () =>
      plaidApi().assetReportAuditCopyCreate({ asset_report_token: token, auditor_id: auditorId }),
    z.object({ audit_copy_token: z.string().min(1) }),
  );
  return audit_copy_token;
}

/** @throws PlaidError */
export async function removeAuditCopy(copyToken: string): Promise<void> {
  const send = () => plaidApi().assetReportAuditCopyRemove({ audit_copy_token: copyToken });
  await callPlaid('/asset_report/audit_copy/remove', send, anything);
}
