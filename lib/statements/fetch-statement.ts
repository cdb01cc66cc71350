import 'server-only';
import { accountNameColumns, accountNameOf } from '#lib/accounts/account-name';
import { requireLinkedAccount } from '#lib/accounts/linked-account';
import { type CivilDate, fromUtcMidnight } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { itemNameColumns, itemNameOf } from '#lib/items/item-name';
import { toBankError } from '#lib/items/plaid-failure';
import { getStatementPdf } from '#lib/plaid/statements';
import { listOpenAccounts, type Viewer } from '#lib/privacy/viewer';

/** A statement as the bank made it. */
export type StatementFile = {
  /** In ASCII, for a file system. */
  fileName: string;
  accountName: string;
  bank: string;
  /** The first day of the month that it is of. */
  month: CivilDate;
  /** A whole PDF, held against the hash that Plaid tells with it. */
  bytes: Uint8Array<ArrayBuffer>;
};

/**
 * Asks the bank for one of its statements, for whoever sees the account's transactions. It is kept nowhere: not in
 * the database, not in a cache.
 *
 * @throws AppError not_found, also where the viewer sees a balance alone; item_disconnected; item_needs_you;
 * plaid_error or plaid_unavailable
 */
export async function fetchStatement(viewer: Viewer, statementId: string): Promise<StatementFile> {
  const { householdId } = viewer;
  const found = await db().statement.findFirst({
    where: { householdId, id: statementId, accountId: { in: await listOpenAccounts(viewer) } },
    select: {
      accountId: true,
      plaidStatementId: true,
      month: true,
      account: { select: { ...accountNameColumns, item: { select: itemNameColumns } } },
    },
  });
  if (!found) {
    throw new AppError(
      'not_found',
      'There is no such statement any more. The list of statements says which there are.',
    );
  }
  const { account, accountId, plaidStatementId } = found;
  const { openConnection } = await requireLinkedAccount(viewer, accountId, 'full');
  const bytes = await download(await openConnection(), plaidStatementId);
  const accountName = accountNameOf(account);
  const month = fromUtcMidnight(found.month);
  const bank = account.item ? itemNameOf(account.item) : '';
  return { fileName: toFileName(accountName, month), accountName, bank, month, bytes };
}

async function download(accessToken: string, plaidStatementId: string) {
  try {
    return await getStatementPdf(accessToken, plaidStatementId);
  } catch (error) {
    throw toBankError(error, 'The statement could not be downloaded');
  }
}

/** "statement-2026-03-plaid-checking.pdf"; an account that is named in another script has no name there. */
function toFileName(accountName: string, month: CivilDate): string {
  const words = accountName.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const name = ['statement', month.slice(0, 7), ...words].join('-');
  return `${name.slice(0, 80)}.pdf`;
}
