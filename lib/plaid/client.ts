import 'server-only';
import { Configuration, PlaidApi } from 'plaid';
import { env } from '#lib/env';

const timeoutMs = 30_000;
/** A page of 500 transactions is about 1 MB. */
const answerLimitBytes = 32 * 1024 * 1024;

let client: PlaidApi | undefined;

/** The one client of Plaid's API in this process. */
export function plaidApi(): PlaidApi {
  client ??= new PlaidApi(
    new Configuration({
      basePath: env().plaid.baseUrl,
      baseOptions: {
        headers: {
          'PLAID-CLIENT-ID': env().plaid.clientId,
          'PLAID-SECRET': env().plaid.secret,
          'Plaid-Version': '2020-09-14',
        },
        timeout: timeoutMs,
        maxContentLength: answerLimitBytes,
        maxRedirects: 0,
      },
    }),
  );
  return client;
}
