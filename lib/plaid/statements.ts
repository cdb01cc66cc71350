import 'server-only';
import { z } from 'zod';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import { callPlaid } from './call.ts';
import { asBytes, callPlaidPdf } from './call-pdf.ts';
import { plaidApi } from './client.ts';

/** An Item has some dozens of accounts, and an account twelve statements a year; a longer answer is not believed. */
const accountLimit = 500;
const statementLimit = 1_000;

const statementSchema = z.object({
  statement_id: z.string().min(1).max(200),
  month: z.int().min(1).max(12),
  year: z.int().min(1900).max(9999),
  date_posted: civilDateSchema.nullish(),
});
const listAnswer = z.object({
  accounts: z
    .array(
      z.object({
        account_id: z.string(),
        statements: z.array(statementSchema).max(statementLimit),
      }),
    )
    .max(accountLimit),
  request_id: z.string().optional(),
});

export type ProviderStatement = {
  plaidAccountId: string;
  plaidStatementId: string;
  /** The first day of the month that it is of. */
  month: CivilDate;
  postedOn: CivilDate | null;
};

/** The statements of an Item that can be downloaded. @throws PlaidError PRODUCT_NOT_READY while the bank is asked */
export async function getStatements(accessToken: string): Promise<ProviderStatement[]> {
  const { accounts } = await callPlaid(
    '/statements/list',
    () => plaidApi().statementsList({ access_token: accessToken }),
    listAnswer,
    accessToken,
  );
  return accounts.flatMap(({ account_id, statements }) =>
    statements.map(({ statement_id, year, month, date_posted }) => ({
      plaidAccountId: account_id,
      plaidStatementId: statement_id,
      month: `${year}-${String(month).padStart(2, '0')}-01`,
      postedOn: date_posted ?? null,
    })),
  );
}

/** The document as the bank made it. Keep it nowhere. @throws PlaidError */
export function getStatementPdf(
  accessToken: string,
  plaidStatementId: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const request = { access_token: accessToken, statement_id: plaidStatementId };
  return callPlaidPdf(
    '/statements/download',
    () => plaidApi().statementsDownload(request, asBytes),
    accessToken,
  );
}

/** Has the bank asked for what it issued on these days; a webhook tells when it was. @throws PlaidError */
export async function refreshStatements(
  accessToken: string,
  { from, to }: { from: CivilDate; to: CivilDate },
): Promise<void> {
  await callPlaid(
    '/statements/refresh',
    () =>
      plaidApi().statementsRefresh({ access_token: accessToken, start_date: from, end_date: to }),
    z.looseObject({}),
    accessToken,
  );
}
