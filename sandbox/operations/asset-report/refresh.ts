import type { AssetReportRefreshRequest, AssetReportRefreshResponse } from 'plaid';
import { reportDays, reportUser, reportWebhook } from '../../asset-reports/fields.ts';
import { refreshReport } from '../../asset-reports/refresh-report.ts';
import { requireReport } from '../../asset-reports/report.ts';
import { filledText, object, text } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const assetReportRefresh = defineOperation<
  AssetReportRefreshRequest,
  AssetReportRefreshResponse
>({
  path: '/asset_report/refresh',
  request: {
    asset_report_token: filledText,
    days_requested: reportDays.nullable().optional(),
    options: object({
      client_report_id: text.max(500).nullable().optional(),
      webhook: reportWebhook.nullable().optional(),
      user: reportUser.optional(),
    }).optional(),
  },
  handle: (call, { asset_report_token, days_requested, options = {} }) => {
    const old = requireReport(call, asset_report_token);
    const { client_report_id = old.order.clientReportId, webhook = old.order.webhook } = options;
    const report = refreshReport(call, old, {
      daysRequested: days_requested ?? old.order.daysRequested,
      clientReportId: client_report_id,
      webhook: webhook || null,
      user: options.user ?? old.order.user,
    });
    return { asset_report_token: report.token, asset_report_id: report.reportId };
  },
});
