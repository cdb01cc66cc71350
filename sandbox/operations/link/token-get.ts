import type { LinkTokenGetRequest, LinkTokenGetResponse } from 'plaid';
import { toDateTime } from '../../dates.ts';
import { findLinkToken, listInitialProducts } from '../../link/link-token.ts';
import { listWireSessions } from '../../link/session-report.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const linkTokenGet = defineOperation<LinkTokenGetRequest, LinkTokenGetResponse>({
  path: '/link/token/get',
  request: { link_token: filledText },
  handle: (call, { link_token }) => {
    const token = findLinkToken(call.sandbox, link_token);
    if (token?.clientId !== call.clientId) {
      throw new PlaidFailure('INVALID_LINK_TOKEN');
    }
    const { request } = token;
    return {
      created_at: toDateTime(token.createdAt),
      expiration: toDateTime(token.expiresAt),
      link_sessions: listWireSessions(call.sandbox, token.linkToken),
      link_token: token.linkToken,
      metadata: {
        account_filters: request.account_filters ?? {},
        client_name: request.client_name,
        country_codes: request.country_codes,
        initial_products: listInitialProducts(request),
        institution_data: request.institution_data ?? {},
        language: request.language,
        redirect_uri: request.redirect_uri ?? null,
        webhook: request.webhook ?? null,
      },
    };
  },
});
