import type { SandboxPublicTokenCreateRequest, SandboxPublicTokenCreateResponse } from 'plaid';
import { signIn } from '../../bank/sign-in.ts';
import { createId } from '../../ids.ts';
import { findInstitution } from '../../institutions/institutions.ts';
import { createItem } from '../../items/create-item.ts';
import { createPublicToken } from '../../items/tokens.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import {
  date,
  filledText,
  httpUrl,
  object,
  opaque,
  productList,
  text,
  wholeNumber,
} from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireUsableProducts } from '../../plaid/product-rules.ts';
import { defaultDaysRequested } from '../../transactions/updates.ts';

/** Links a login without Link. */
export const sandboxPublicTokenCreate = defineOperation<
  SandboxPublicTokenCreateRequest,
  SandboxPublicTokenCreateResponse
>({
  path: '/sandbox/public_token/create',
  request: {
    institution_id: filledText,
    initial_products: productList.min(1),
    options: object({
      webhook: httpUrl.optional(),
      override_username: text.nullable().optional(),
      override_password: text.nullable().optional(),
      transactions: object({
        start_date: date.optional(),
        end_date: date.optional(),
        days_requested: wholeNumber(1, 730).optional(),
      })
        .nullable()
        .optional(),
      statements: object({ start_date: date, end_date: date }).nullable().optional(),
      income_verification: opaque<object>().optional(),
    }).optional(),
    user_token: text.optional(),
    user_id: text.optional(),
  },
  handle: (call, { institution_id, initial_products, options }) => {
    const institution = findInstitution(institution_id);
    if (!institution) {
      throw new PlaidFailure('INVALID_INSTITUTION');
    }
    requireUsableProducts(initial_products);
    const username = options?.override_username ?? 'user_good';
    const password = options?.override_password ?? 'pass_good';
    const result = signIn(username, password);
    if (result.outcome === 'refused') {
      throw new PlaidFailure(result.code);
    }
    const item = createItem(call.sandbox, {
      itemId: createId(),
      clientId: call.clientId,
      institutionId: institution.id,
      username,
      password,
      webhook: options?.webhook ?? null,
      products: initial_products,
      additionalProducts: [],
      daysRequested: options?.transactions?.days_requested ?? defaultDaysRequested,
      historyStart: options?.transactions?.start_date ?? null,
      historyEnd: options?.transactions?.end_date ?? null,
    });
    return { public_token: createPublicToken(call.sandbox, call.clientId, item.itemId) };
  },
});
