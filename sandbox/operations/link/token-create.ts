import type { LinkTokenCreateRequest, LinkTokenCreateResponse } from 'plaid';
import { z } from 'zod';
import { toDateTime } from '../../dates.ts';
import { requireItem } from '../../items/require-item.ts';
import { checkLinkTokenRequest } from '../../link/check-link-token.ts';
import { createLinkToken, isHosted, type LinkTokenRequest } from '../../link/link-token.ts';
import {
  countryCodeList,
  date,
  filledText,
  flag,
  httpUrl,
  idList,
  object,
  opaque,
  productList,
  text,
  wholeNumber,
} from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { findNamedUser } from '../../users/user.ts';

/** Settings of flows that this Link does not run: taken as they are. */
function setting<Field extends keyof LinkTokenRequest>() {
  return opaque<NonNullable<LinkTokenRequest[Field]>>().optional();
}

const subtypes = object({ account_subtypes: filledText.array().min(1).max(100) }).optional();

const longestHostedSeconds = 21 * 24 * 60 * 60;

const languages = [
  'da',
  'nl',
  'en',
  'et',
  'fr',
  'de',
  'hi',
  'it',
  'lv',
  'lt',
  'no',
  'pl',
  'pt',
  'ro',
  'es',
  'sv',
  'vi',
];

export const linkTokenCreate = defineOperation<LinkTokenCreateRequest, LinkTokenCreateResponse>({
  path: '/link/token/create',
  request: {
    client_name: filledText.max(200),
    language: z.enum(languages),
    country_codes: countryCodeList,
    user: object({
      client_user_id: filledText.max(500),
      legal_name: text.optional(),
      name: opaque<NonNullable<NonNullable<LinkTokenRequest['user']>['name']>>().optional(),
      phone_number: text.optional(),
      phone_number_verified_time: text.nullable().optional(),
      email_address: text.optional(),
      email_address_verified_time: text.nullable().optional(),
      ssn: text.optional(),
      date_of_birth: text.nullable().optional(),
      address: opaque<NonNullable<NonNullable<LinkTokenRequest['user']>['address']>>().optional(),
      id_number:
        opaque<NonNullable<NonNullable<LinkTokenRequest['user']>['id_number']>>().optional(),
    }).optional(),
    user_id: filledText.optional(),
    products: productList.nullable().optional(),
    required_if_supported_products: productList.nullable().optional(),
    optional_products: productList.nullable().optional(),
    additional_consented_products: productList.nullable().optional(),
    webhook: httpUrl.optional(),
    access_token: filledText.nullable().optional(),
    access_tokens: idList.optional(),
    link_customization_name: text.optional(),
    appearance_mode: z.enum(['LIGHT', 'DARK', 'SYSTEM']).nullable().optional(),
    redirect_uri: text.optional(),
    android_package_name: text.optional(),
    institution_data: setting<'institution_data'>(),
    card_switch: setting<'card_switch'>(),
    account_filters: z
      .custom<NonNullable<LinkTokenRequest['account_filters']>>(
        (value) =>
          object({
            depository: subtypes,
            credit: subtypes,
            loan: subtypes,
            investment: subtypes,
            other: subtypes,
          }).safeParse(value).success,
        'must list account_subtypes by account type',
      )
      .optional(),
    eu_config: setting<'eu_config'>(),
    institution_id: filledText.optional(),
    payment_configuration: setting<'payment_configuration'>(),
    payment_initiation: setting<'payment_initiation'>(),
    employment: setting<'employment'>(),
    income_verification: object({
      income_verification_id: text.optional(),
      asset_report_id: text.optional(),
      access_tokens: idList.nullable().optional(),
      // Plaid takes one kind of source per session.
      income_source_types: z.enum(['bank', 'payroll']).array().max(1).optional(),
      bank_income: object({
        days_requested: wholeNumber(1, 731),
        enable_multiple_items: flag.nullable().optional(),
      }).optional(),
      payroll_income: object({
        flow_types: z
          .enum(['payroll_digital_income', 'payroll_document_income'])
          .array()
          .nullable()
          .optional(),
        is_update_mode: flag.optional(),
        item_id_to_update: text.nullable().optional(),
        parsing_config: z.enum(['ocr', 'risk_signals']).array().nullable().optional(),
      }).optional(),
      stated_income_sources: z
        .custom<
          NonNullable<NonNullable<LinkTokenRequest['income_verification']>['stated_income_sources']>
        >((value) => Array.isArray(value), 'must be a list')
        .optional(),
    }).optional(),
    base_report: setting<'base_report'>(),
    credit_partner_insights: setting<'credit_partner_insights'>(),
    cra_options: setting<'cra_options'>(),
    consumer_report_permissible_purpose: z
      .custom<NonNullable<LinkTokenRequest['consumer_report_permissible_purpose']>>(
        (value) => typeof value === 'string',
        'must be a string',
      )
      .optional(),
    auth: setting<'auth'>(),
    transfer: setting<'transfer'>(),
    update: object({
      account_selection_enabled: flag.optional(),
      reauthorization_enabled: flag.optional(),
      user: flag.optional(),
      item_ids: idList.nullable().optional(),
    }).optional(),
    identity_verification: setting<'identity_verification'>(),
    statements: object({ start_date: date, end_date: date }).optional(),
    third_party_user_token: text.optional(),
    investments: setting<'investments'>(),
    investments_auth: setting<'investments_auth'>(),
    hosted_link: object({
      delivery_method: z.enum(['sms', 'email']).optional(),
      completion_redirect_uri: text.optional(),
      url_lifetime_seconds: wholeNumber(1, longestHostedSeconds).optional(),
      is_mobile_app: flag.optional(),
    }).optional(),
    transactions: object({ days_requested: wholeNumber(1, 730).optional() }).optional(),
    cashflow_report: setting<'cashflow_report'>(),
    cra_enabled: flag.optional(),
    identity: setting<'identity'>(),
    financekit_supported: flag.optional(),
    enable_multi_item_link: flag.optional(),
    user_token: text.optional(),
  },
  handle: (call, request) => {
    const item = request.access_token ? requireItem(call, request.access_token) : null;
    checkLinkTokenRequest(request, item !== null);
    const user = findNamedUser(call, request);
    const token = createLinkToken(call.sandbox, call.clientId, item?.itemId ?? null, request);
    return {
      link_token: token.linkToken,
      expiration: toDateTime(token.expiresAt),
      ...(user ? { user_id: user.userId } : {}),
      ...(isHosted(token)
        ? { hosted_link_url: `${call.sandbox.url}/link/hosted?token=${token.linkToken}` }
        : {}),
    };
  },
});
