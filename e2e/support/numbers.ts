import { randomUUID } from 'node:crypto';
import { type Api, askSandbox, baseUrl, sandboxUrl } from './fixtures.ts';

/** A step of Link's, asked as its frame asks. */
async function take<Answer>(step: string, body: object): Promise<Answer> {
  const response = await fetch(`${sandboxUrl}/link/session/${step}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}

/**
 * Links an account by its numbers, as a passage through Link that asks for payments does; ours asks
 * for transactions. A deposit is sent to it, whose code proves whose it is.
 */
export async function linkByNumbers(api: Api): Promise<void> {
  const { link_token: linkToken } = await askSandbox<{ link_token: string }>('/link/token/create', {
    client_name: 'Plumbline',
    language: 'en',
    country_codes: ['US'],
    user: { client_user_id: randomUUID() },
    products: ['auth'],
    additional_consented_products: ['transactions'],
    auth: { same_day_microdeposits_enabled: true },
    webhook: `${baseUrl}/api/plaid/webhook`,
  });
  const { sessionId } = await take<{ sessionId: string }>('start', {
    linkToken,
    institutionId: null,
    receivedRedirectUri: null,
  });
  for (const step of ['skip-phone', 'manual']) await take(step, { sessionId });
  const { view } = await take<{ view: { publicToken: string } }>('numbers', {
    sessionId,
    routingNumber: '110000000',
    accountNumber: '1111222233330000',
    name: 'Alberta Charleson',
    subtype: 'checking',
  });
  await api.ask('POST', '/api/items', {
    publicToken: view.publicToken,
    metadata: {
      institution: null,
      accounts: [{ name: 'Checking', mask: '0000' }],
      linkSessionId: sessionId,
    },
  });
}
