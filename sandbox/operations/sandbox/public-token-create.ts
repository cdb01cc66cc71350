import { randomUUID } from 'node:crypto';
import type {
  SandboxPublicTokenCreateRequest,
  SandboxPublicTokenCreateRequestOptionsIncomeVerification,
  SandboxPublicTokenCreateResponse,
} from 'plaid';
import { z } from 'zod';
import { requireSignIn } from '../../bank/sign-in.ts';
import { createId } from '../../ids.ts';
import { recordIncomeSession } from '../../income/income-session.ts';
import { findInstitution, type Institution } from '../../institutions/institutions.ts';
import { createItem } from '../../items/create-item.ts';
import type { Item } from '../../items/item.ts';
import { createPublicToken } from '../../items/tokens.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import {
  date,
  filledText,
  httpUrl,
  object,
  type Product,
  productList,
  text,
  wholeNumber,
} from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireUsableProducts } from '../../plaid/product-rules.ts';
import type { Wire } from '../../plaid/wire.ts';
import type { Sandbox } from '../../sandbox.ts';
import { defaultDaysRequested } from '../../transactions/updates.ts';
import { findNamedUser, type User } from '../../users/user.ts';

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
      income_verification: object({
        income_source_types: z.enum(['bank', 'payroll']).array().max(2).optional(),
        bank_income: object({ days_requested: wholeNumber(1, 731).optional() }).optional(),
      }).optional(),
    }).optional(),
    user_token: filledText.optional(),
    user_id: filledText.optional(),
  },
  handle: (call, { institution_id, initial_products, options, ...names }) => {
    const institution = findInstitution(institution_id);
    if (!institution) {
      throw new PlaidFailure('INVALID_INSTITUTION');
    }
    requireUsableProducts(initial_products);
    requireOffer(institution, initial_products);
    const user = findNamedUser(call, names);
    if (user === null && initial_products.includes('income_verification')) {
      throw new PlaidFailure('MISSING_FIELDS', {
        message: 'the following required fields are missing: user_id',
      });
    }
    const username = options?.override_username ?? 'user_good';
    const password = options?.override_password ?? 'pass_good';
    requireSignIn(username, password);
    const item = createItem(call.sandbox, {
      itemId: createId(),
      clientId: call.clientId,
      institutionId: institution.id,
      userId: user?.userId ?? null,
      username,
      password,
      webhook: options?.webhook ?? null,
      products: initial_products,
      additionalProducts: [],
      daysRequested: options?.transactions?.days_requested ?? defaultDaysRequested,
      historyStart: options?.transactions?.start_date ?? null,
      historyEnd: options?.transactions?.end_date ?? null,
      statements: options?.statements ?? null,
    });
    const publicToken = createPublicToken(call.sandbox, call.clientId, item.itemId);
    if (user && initial_products.includes('income_verification')) {
      recordIncome(call.sandbox, item, user, publicToken, options?.income_verification);
    }
    return { public_token: publicToken };
  },
});

/** What Link says in a pane is an error here. */
function requireOffer(institution: Institution, products: Product[]): void {
  if (institution.health === 'down') {
    throw new PlaidFailure('INSTITUTION_DOWN');
  }
  const missing = products.filter((product) => !institution.products.includes(product));
  if (missing.length > 0) {
    throw new PlaidFailure('INVALID_PRODUCT', {
      message: `the institution does not support the following products: ${JSON.stringify(missing)}`,
    });
  }
}

/** There is no session of Link here: this call stands for one. */
function recordIncome(
  sandbox: Sandbox,
  item: Item,
  user: User,
  publicToken: string,
  wanted: Wire<SandboxPublicTokenCreateRequestOptionsIncomeVerification> | undefined,
): void {
  const sessionId = randomUUID();
  for (const source of wanted?.income_source_types ?? ['bank' as const]) {
    recordIncomeSession(sandbox, {
      userId: user.userId,
      source,
      itemId: item.itemId,
      institutionId: item.institutionId,
      sessionId,
      startedAt: sandbox.clock.now(),
      publicToken,
      daysRequested: wanted?.bank_income?.days_requested,
    });
  }
}
