import type { AssetReportCreateRequest, AssetReportCreateResponse } from 'plaid';
import { z } from 'zod';
import { reportDays, reportUser, reportWebhook } from '../../asset-reports/fields.ts';
import { orderReport } from '../../asset-reports/report.ts';
import type { Item } from '../../items/item.ts';
import { requireHealthyItem } from '../../items/require-item.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import { filledText, flag, object, text } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const assetReportCreate = defineOperation<
  AssetReportCreateRequest,
  AssetReportCreateResponse
>({
  path: '/asset_report/create',
  request: {
    access_tokens: filledText.array().min(1).max(99).optional(),
    days_requested: reportDays,
    options: object({
      client_report_id: text.max(500).nullable().optional(),
      webhook: reportWebhook.nullable().optional(),
      include_fast_report: flag.nullable().optional(),
      products: filledText.array().max(10).optional(),
      add_ons: z.enum(['investments', 'fast_assets']).array().max(2).optional(),
      user: reportUser.optional(),
      require_all_items: flag.nullable().optional(),
    }).optional(),
  },
  handle: (call, { access_tokens, days_requested, options = {} }) => {
    if (!access_tokens) {
      throw new PlaidFailure('MISSING_FIELDS', {
        message: 'the following required fields are missing: access_tokens',
      });
    }
    const items = [...new Set(access_tokens)].map((token) => requireHealthyItem(call, token));
    requireAssets(items);
    const userIds = [...new Set(items.map((item) => item.userId))];
    const report = orderReport(
      call.sandbox,
      { clientId: call.clientId, userId: userIds.length === 1 ? (userIds[0] ?? null) : null },
      {
        itemIds: items.map((item) => item.itemId),
        excludedAccountIds: [],
        daysRequested: days_requested,
        clientReportId: options.client_report_id ?? null,
        webhook: options.webhook || null,
        user: options.user ?? {},
        withFastReport:
          options.include_fast_report ?? options.add_ons?.includes('fast_assets') ?? false,
        withInvestments: [...(options.add_ons ?? []), ...(options.products ?? [])].includes(
          'investments',
        ),
        requireAllItems: options.require_all_items ?? true,
      },
    );
    return { asset_report_token: report.token, asset_report_id: report.reportId };
  },
});

/** Assets cannot be added to an Item by asking for a report. */
function requireAssets(items: Item[]): void {
  if (items.some((item) => !item.products.includes('assets'))) {
    throw new PlaidFailure('PRODUCT_NOT_ENABLED', {
      type: 'ASSET_REPORT_ERROR',
      message: "the 'assets' product is not enabled for every access token; name it in Link",
    });
  }
}
