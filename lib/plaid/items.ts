import 'server-only';
import { z } from 'zod';
import { callPlaid } from './call.ts';
import { plaidApi } from './client.ts';

const exchanged = z.object({ access_token: z.string(), item_id: z.string() });

const itemAnswer = z.object({
  item: z.looseObject({
    item_id: z.string(),
    institution_id: z.string().nullish(),
    consent_expiration_time: z.string().nullish(),
  }),
});

type ProviderItem = {
  plaidItemId: string;
  institutionId: string | null;
  consentExpiresAt: Date | null;
  raw: Record<string, unknown>;
};

/** Trades Link's public token (30 minutes, one use) for the Item's access token. */
export async function exchangePublicToken(
  publicToken: string,
): Promise<{ accessToken: string; plaidItemId: string }> {
  const { access_token, item_id } = await callPlaid(
    '/item/public_token/exchange',
    () => plaidApi().itemPublicTokenExchange({ public_token: publicToken }),
    exchanged,
  );
  return { accessToken: access_token, plaidItemId: item_id };
}

export async function getItem(accessToken: string): Promise<ProviderItem> {
  const { item } = await callPlaid(
    '/item/get',
    () => plaidApi().itemGet({ access_token: accessToken }),
    itemAnswer,
    accessToken,
  );
  return {
    plaidItemId: item.item_id,
    institutionId: item.institution_id ?? null,
    consentExpiresAt: item.consent_expiration_time ? new Date(item.consent_expiration_time) : null,
    raw: item,
  };
}

/** Ends the Item at Plaid: billing stops and the access token dies. */
export async function removeItem(accessToken: string): Promise<void> {
  await callPlaid(
    '/item/remove',
    () => plaidApi().itemRemove({ access_token: accessToken }),
    z.looseObject({}),
    accessToken,
  );
}

/** Replaces the access token; the old one dies in the same moment. */
export async function replaceAccessToken(accessToken: string): Promise<string> {
  const { new_access_token } = await callPlaid(
    '/item/access_token/invalidate',
    () => plaidApi().itemAccessTokenInvalidate({ access_token: accessToken }),
    z.object({ new_access_token: z.string().min(1) }),
    accessToken,
  );
  return new_access_token;
}

/** @param url  where Plaid sends the Item's webhooks from now on; null = nowhere */
export async function updateWebhookUrl(accessToken: string, url: string | null): Promise<void> {
  await callPlaid(
    '/item/webhook/update',
    () => plaidApi().itemWebhookUpdate({ access_token: accessToken, webhook: url }),
    z.looseObject({}),
    accessToken,
  );
}
