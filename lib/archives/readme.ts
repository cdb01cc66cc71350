import 'server-only';

export const readmePath = 'README.txt';

/** What whoever opens the file needs to know. */
export function writeReadme(madeAt: Date): string {
  return `Your data from Plumbline, as it stood at ${madeAt.toISOString()}.

spreadsheets/   What you see in the app, to open in any spreadsheet: transactions,
                accounts and balances, with the names and decisions you gave them. One
                that is split has a line for each part.
json/           Everything, table by table. Each file is a JSON array with one row a
                line; nothing is rounded or left out but what manifest.json lists.
csv/            The same as CSV, without columns that hold JSON.
manifest.json   For each table: how many rows, which columns an import brings back,
                and a checksum over those columns. For each file: its SHA-256. What is
                not in here, and why.
SHA256SUMS      The same sums for "sha256sum --check SHA256SUMS".

It holds what you may see in the household and what is yours alone: your sign-ins, your
notifications, your entries in the activity log. It holds no password, no key and no
access to any bank.

AMOUNTS
  In json/ and csv/ columns that end in "Minor" count the smallest unit of the row's
  currency: -1250 with USD is -12.50, 1200 with JPY is 1200. Currencies that are not in
  ISO 4217 have eight decimals. Without a currency the bank named none.
  Transactions: positive is money in. Balances: as the bank has them; for cards and
  loans positive is what you owe.
  "plaid" holds the row as Plaid sent it, amounts in Plaid's sign: positive is money out.

TIMES
  Dates are days, as the bank gave them. Times are UTC.

WHAT YOU DECIDED
  Columns that begin with "person", and note, hidden, reviewed and keptAt, are yours. The
  time beside each ("...SetAt") says that you decided it, so that emptied is told from
  never touched. A transaction with "removedAt" was withdrawn by the bank.

CSV
  RFC 4180, UTF-8. Text that a spreadsheet would take for a formula has an apostrophe in
  front, also on a line of its own and after a semicolon. An empty cell is no value; "" is an empty text.

THE ACTIVITY LOG
  AuditEntry.hash is the SHA-256 of the entry's previousHash and, as UTF-8 lines joined by
  a line feed: seq, its time in milliseconds since 1970, kind, whoHash in lower-case hex,
  details. AuditChain names the last hash of each log: keep this file, and nobody can
  rewrite what came before without your being able to tell.

BRINGING IT BACK
  Settings, "Your data", "Import" takes this file into a household that is still empty,
  here or in another installation. Banks come back as connections that have ended, with
  their history and everything you decided; link them again and move the history over.
`;
}
