import 'server-only';
import { accountNameColumns, accountNameOf } from '#lib/accounts/account-name';
import { getReport } from '#lib/asset-reports/queries';
import { type CivilDate, formatCivilDate, fromUtcMidnight } from '#lib/dates/civil-date';
import { formatMonth } from '#lib/dates/format-month';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { hasIncomeReport } from '#lib/income/download-report';
import { listOwnItems, type Viewer } from '#lib/privacy/viewer';
import type { WorthStatementDto } from '#lib/worth-statements/contract';
import { getWorthStatement } from '#lib/worth-statements/get-worth-statement';
import type { ChosenDocument, DocumentKind } from './contract.ts';
import { sealContent } from './pack-content.ts';

export type DocumentRow = {
  id: string;
  kind: DocumentKind;
  title: string;
  /** Of what is fetched when somebody reads it. */
  sourceId: string | null;
  /** Of what is kept as it was. */
  contentSealed: string | null;
};

type Asking = Viewer & { name: string };

/**
 * What a pack is made of, of the sharer's own alone: what another member linked is theirs to show.
 *
 * @throws AppError not_found for what is not there, not ready, or not theirs
 */
export function chooseDocument(sharer: Asking, chosen: ChosenDocument): Promise<DocumentRow> {
  switch (chosen.kind) {
    case 'net_worth':
      return freezeWorth(sharer, chosen);
    case 'asset_report':
      return chooseReport(sharer, chosen.assetReportId);
    case 'statement':
      return chooseStatement(sharer, chosen.statementId);
    case 'income':
      return chooseIncome(sharer);
  }
}

async function freezeWorth(
  sharer: Asking,
  { on, today }: { on: CivilDate; today: CivilDate },
): Promise<DocumentRow> {
  const { householdId, name } = sharer;
  const day = on < today ? on : today;
  const statement = await getWorthStatement(sharer, { on: day, today, whose: 'own' });
  const id = newId();
  const content = { statement: toShown(statement), by: name, madeOn: today };
  return {
    id,
    kind: 'net_worth',
    title: `Net worth on ${formatCivilDate(day, '0001-01-01')}`,
    sourceId: null,
    contentSealed: sealContent({ householdId, documentId: id }, content),
  };
}

/** Without our ids, and without a total that only rates to be entered here would bring. */
function toShown(statement: WorthStatementDto): WorthStatementDto {
  const { total, currencies } = statement;
  return {
    ...statement,
    hasOthers: false,
    total: total?.netMinor === null ? null : total,
    currencies: currencies.map((each) => ({
      ...each,
      accounts: each.accounts.map((account, index) => ({ ...account, accountId: String(index) })),
    })),
  };
}

async function chooseReport(sharer: Asking, assetReportId: string): Promise<DocumentRow> {
  const { state, days, banks } = await getReport(sharer, assetReportId);
  if (state !== 'ready') {
    throw new AppError('not_found', 'This report is not ready. Nothing was shared.');
  }
  const title = `Asset report, ${days} ${days === 1 ? 'day' : 'days'}, ${banks.join(', ')}`;
  return toRow('asset_report', title, assetReportId);
}

async function chooseStatement(sharer: Asking, statementId: string): Promise<DocumentRow> {
  const { householdId } = sharer;
  const found = await db().statement.findFirst({
    where: {
      householdId,
      id: statementId,
      account: { itemId: { in: await listOwnItems(sharer) } },
    },
    select: { month: true, account: { select: accountNameColumns } },
  });
  if (!found) throw new AppError('not_found', 'There is no such statement. Nothing was shared.');
  const month = formatMonth(fromUtcMidnight(found.month));
  return toRow('statement', `Statement of ${accountNameOf(found.account)}, ${month}`, statementId);
}

async function chooseIncome(sharer: Asking): Promise<DocumentRow> {
  if (await hasIncomeReport(sharer)) return toRow('income', 'Bank income report', null);
  throw new AppError('not_found', 'No report of your income is here. Nothing was shared.');
}

function toRow(kind: DocumentKind, title: string, sourceId: string | null): DocumentRow {
  return { id: newId(), kind, title: title.slice(0, 300), sourceId, contentSealed: null };
}
