import 'server-only';
import { groupOf } from '#lib/accounts/worth';
import { toBankError } from '#lib/items/plaid-failure';
import { getAssetReport, type ReportedAccount } from '#lib/plaid/asset-report-content';
import type { Viewer } from '#lib/privacy/viewer';
import type { AssetReportContentDto, ReportAccountDto } from './contract.ts';
import { describeGaps } from './describe-report.ts';
import { openReport } from './open-report.ts';

const latestLimit = 10;

/**
 * What is in a report, as Plaid has it: it is asked each time, and nothing of it is kept.
 *
 * @throws AppError not_found; plaid_error or plaid_unavailable
 */
export async function readReport(viewer: Viewer, reportId: string): Promise<AssetReportContentDto> {
  const { token, banks, plaidItemIds } = await openReport(viewer, reportId);
  const content = await getAssetReport(token).catch((error: unknown) => {
    throw toBankError(error, 'The report could not be read');
  });
  const asked = new Map(plaidItemIds.map((id, index) => [id, banks[index] ?? 'A bank']));
  const present = new Map(content.items.map(({ plaidItemId, bank }) => [plaidItemId, bank]));
  return {
    generatedAt: content.generatedAt.toISOString(),
    banks: content.items.map(({ bank, updatedAt, accounts }) => ({
      bank,
      updatedAt: updatedAt.toISOString(),
      accounts: accounts.map(toAccountDto),
    })),
    warnings: describeGaps(asked, present, content.warnings),
  };
}

function toAccountDto({ rows, ...account }: ReportedAccount): ReportAccountDto {
  return {
    key: account.plaidAccountId,
    name: account.name,
    mask: account.mask,
    subtype: account.subtype,
    group: groupOf(account.type),
    owners: account.owners,
    currency: account.currency,
    currentMinor: account.currentMinor,
    availableMinor: account.availableMinor,
    daysAvailable: account.daysAvailable,
    history: account.history,
    transactions: rows.length,
    latest: rows.slice(0, latestLimit),
  };
}
