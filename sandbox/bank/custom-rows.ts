import type { BankPosting, BankRow } from './bank-user.ts';
import type { CustomAccount } from './custom-account.ts';

type CustomRow = NonNullable<CustomAccount['transactions']>[number];

/** The rows of one account. A posting date that is still to come makes a row pending. */
export function listCustomRows(
  account: CustomAccount,
  accountKey: string,
  createdOn: string,
): BankRow[] {
  return (account.transactions ?? []).flatMap((row, index) => {
    if (isBlank(row)) {
      return [];
    }
    const { authorizedDate, postedDate, pending } = readDates(row, createdOn);
    const bankRow: BankRow = {
      key: `${accountKey}.${index}`,
      accountKey,
      date: pending ? earlier(authorizedDate, createdOn) : postedDate,
      authorizedDate,
      amount: row.amount ?? 0,
      description: row.description ?? 'TRANSACTION',
      pending,
      ...(row.currency ? { isoCurrencyCode: row.currency } : {}),
    };
    return [bankRow];
  });
}

/** When the pending rows of one account post. */
export function listPostings(
  account: CustomAccount,
  accountKey: string,
  createdOn: string,
): BankPosting[] {
  return (account.transactions ?? []).flatMap((row, index) => {
    const { postedDate, pending } = readDates(row, createdOn);
    return pending && !isBlank(row) ? [{ key: `${accountKey}.${index}`, date: postedDate }] : [];
  });
}

function readDates(row: CustomRow, createdOn: string) {
  const authorizedDate = row.date_transacted ?? row.date_posted ?? createdOn;
  const postedDate = row.date_posted ?? authorizedDate;
  return { authorizedDate, postedDate, pending: postedDate > createdOn };
}

/** A row nobody filled in, as in a template. */
function isBlank(row: CustomRow): boolean {
  return typeof row.amount !== 'number' && !row.description;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
