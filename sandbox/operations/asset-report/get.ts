import type { AssetReportGetRequest, AssetReportGetResponse } from 'plaid';
import { reportDays } from '../../asset-reports/fields.ts';
import { requireReport, requireReportOfUser } from '../../asset-reports/report.ts';
import { viewReport } from '../../asset-reports/view-report.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import { filledText, flag, object } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { findNamedUser } from '../../users/user.ts';

export const assetReportGet = defineOperation<AssetReportGetRequest, AssetReportGetResponse>({
  path: '/asset_report/get',
  request: {
    asset_report_token: filledText.optional(),
    user_token: filledText.optional(),
    include_insights: flag.optional(),
    fast_report: flag.optional(),
    options: object({ days_to_include: reportDays.nullable().optional() }).optional(),
  },
  handle: (call, request) => {
    const user = findNamedUser(call, { user_token: request.user_token });
    if (!user && !request.asset_report_token) {
      throw new PlaidFailure('MISSING_FIELDS', {
        message: 'the following required fields are missing: asset_report_token',
      });
    }
    const report = request.asset_report_token
      ? requireReport(call, request.asset_report_token)
      : requireReportOfUser(call.sandbox.db, user?.userId ?? '');
    return viewReport(report, {
      withInsights: request.include_insights ?? false,
      fast: request.fast_report ?? false,
      days: request.options?.days_to_include ?? null,
    });
  },
});
