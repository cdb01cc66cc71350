import type { ItemImportRequest, ItemImportResponse } from 'plaid';
import { signIn } from '../../bank/sign-in.ts';
import { createId } from '../../ids.ts';
import { findInstitution } from '../../institutions/institutions.ts';
import { createItem } from '../../items/create-item.ts';
import { replaceAccessToken } from '../../items/tokens.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import { filledText, httpUrl, object, productList } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireUsableProducts } from '../../plaid/product-rules.ts';
import { defaultDaysRequested } from '../../transactions/updates.ts';

const defaultInstitution = 'ins_109508';

/** For institutions that let their customers in by themselves: the login stands in for their own token. */
export const itemImport = defineOperation<ItemImportRequest, ItemImportResponse>({
  path: '/item/import',
  request: {
    institution_id: filledText.optional(),
    products: productList.min(1),
    user_auth: object({ user_id: filledText, auth_token: filledText }),
    options: object({ webhook: httpUrl.optional() }).optional(),
  },
  handle: (call, { institution_id = defaultInstitution, products = [], user_auth, options }) => {
    const institution = findInstitution(institution_id);
    if (!institution) {
      throw new PlaidFailure('INVALID_INSTITUTION');
    }
    requireUsableProducts(products);
    const { user_id: username, auth_token: password = '' } = user_auth;
    const result = signIn(username, password);
    if (result.outcome === 'refused') {
      throw new PlaidFailure(result.code);
    }
    const { itemId } = createItem(call.sandbox, {
      itemId: createId(),
      clientId: call.clientId,
      institutionId: institution.id,
      username,
      password,
      webhook: options?.webhook ?? null,
      products,
      additionalProducts: [],
      daysRequested: defaultDaysRequested,
    });
    return { access_token: replaceAccessToken(call.sandbox, call.clientId, itemId) };
  },
});
