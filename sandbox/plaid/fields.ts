import type {
  CountryCode,
  PersonalFinanceCategoryVersion,
  Products,
  ProductsTerminateReasonCode,
} from 'plaid';
import { z } from 'zod';
import { isDateOnly } from '../dates.ts';
import { PlaidFailure } from './failure.ts';
import type { Wire } from './wire.ts';

/** The vocabulary requests are described with. Objects are strict: an unknown field is UNKNOWN_FIELDS. */

export const text = z.string();
export const filledText = z.string().min(1);
export const flag = z.boolean();

export function object<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape);
}

/** An object the sandbox takes note of but does not act upon: any content will do. */
export function opaque<T>() {
  return z.custom<T>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'must be an object',
  );
}

export function wholeNumber(minimum: number, maximum: number) {
  return z.int().min(minimum).max(maximum);
}

export const date = z.custom<string>(
  (value) => typeof value === 'string' && isDateOnly(value),
  'must be a valid date in the format YYYY-MM-DD',
);

export const dateTime = z.custom<string>(
  (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  'must be a valid date and time in ISO 8601',
);

/** A stretch of days has its ends in order. */
export function requireOrder(start_date: string, end_date: string): void {
  if (start_date > end_date) {
    throw new PlaidFailure('INVALID_FIELD', { message: 'start_date must not be after end_date' });
  }
}

export const httpUrl = z.custom<string>(
  (value) =>
    typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
  'must be a valid http or https URL',
);

export const idList = z.array(filledText).max(500);

const productNames = [
  'assets',
  'auth',
  'balance',
  'balance_plus',
  'beacon',
  'identity',
  'identity_match',
  'investments',
  'investments_auth',
  'liabilities',
  'payment_initiation',
  'identity_verification',
  'transactions',
  'credit_details',
  'income',
  'income_verification',
  'standing_orders',
  'transfer',
  'employment',
  'recurring_transactions',
  'transactions_refresh',
  'signal',
  'statements',
  'processor_payments',
  'processor_identity',
  'profile',
  'cra_base_report',
  'cra_income_insights',
  'cra_partner_insights',
  'cra_network_insights',
  'cra_cashflow_insights',
  'cra_monitoring',
  'cra_lend_score',
  'cra_plaid_credit_score',
  'layer',
  'pay_by_bank',
  'protect_linked_bank',
  'protect_transactions',
] as const satisfies Wire<Products>[];

export type Product = Wire<Products>;

const product = z.enum(productNames);
export const productList = z.array(product).max(productNames.length);

const countryCodes = [
  'US',
  'GB',
  'ES',
  'NL',
  'FR',
  'IE',
  'CA',
  'DE',
  'IT',
  'PL',
  'DK',
  'NO',
  'SE',
  'EE',
  'LT',
  'LV',
  'PT',
  'BE',
  'AT',
  'FI',
] as const satisfies Wire<CountryCode>[];

export type Country = Wire<CountryCode>;

export const countryCodeList = z.array(z.enum(countryCodes)).min(1).max(countryCodes.length);

export const categoryVersion = z.enum([
  'v1',
  'v2',
] satisfies Wire<PersonalFinanceCategoryVersion>[]);

export const terminationReason = z.enum([
  'FRAUD_FIRST_PARTY',
  'FRAUD_FALSE_IDENTITY',
  'FRAUD_ABUSE',
  'FRAUD_OTHER',
  'CONSUMER_LOAN_PAID_OFF',
  'CONSUMER_ACCOUNT_CLOSED',
  'CONSUMER_CHARGE_OFF',
  'CONSUMER_PAYMENT_METHOD_SWITCHED',
  'USER_OFFBOARDING',
  'DUPLICATE_ITEM',
  'BILLING_TERMINATION',
  'OTHER',
] satisfies Wire<ProductsTerminateReasonCode>[]);
