import type {
  SandboxProcessorTokenCreateRequest,
  SandboxProcessorTokenCreateResponse,
} from 'plaid';
import { listAccounts } from '../../accounts/accounts.ts';
import { suitsProduct } from '../../accounts/product-accounts.ts';
import { requireSignIn } from '../../bank/sign-in.ts';
import { createId } from '../../ids.ts';
import { findInstitution } from '../../institutions/institutions.ts';
import { createItem } from '../../items/create-item.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import { filledText, object, text } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { createProcessorToken } from '../../processors/processor-tokens.ts';
import { defaultDaysRequested } from '../../transactions/updates.ts';

/** Links a login without Link and lends its first account that has numbers. */
export const sandboxProcessorTokenCreate = defineOperation<
  SandboxProcessorTokenCreateRequest,
  SandboxProcessorTokenCreateResponse
>({
  path: '/sandbox/processor_token/create',
  request: {
    institution_id: filledText,
    options: object({
      override_username: text.nullable().optional(),
      override_password: text.nullable().optional(),
    }).optional(),
  },
  handle: (call, { institution_id, options }) => {
    const institution = findInstitution(institution_id);
    if (!institution) {
      throw new PlaidFailure('INVALID_INSTITUTION');
    }
    const username = options?.override_username ?? 'user_good';
    const password = options?.override_password ?? 'pass_good';
    requireSignIn(username, password);
    const item = createItem(call.sandbox, {
      itemId: createId(),
      clientId: call.clientId,
      institutionId: institution.id,
      username,
      password,
      webhook: null,
      products: ['auth', 'identity'],
      additionalProducts: ['transactions', 'signal'],
      daysRequested: defaultDaysRequested,
    });
    const accounts = listAccounts(call.sandbox.db, item.itemId);
    const account = accounts.find((candidate) => suitsProduct('auth', candidate));
    if (!account) {
      throw new PlaidFailure('NO_AUTH_ACCOUNTS');
    }
    return { processor_token: createProcessorToken(call, item, account, 'sandbox') };
  },
});
