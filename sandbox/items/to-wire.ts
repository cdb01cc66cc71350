import type { ItemStatusNullable, ItemWithConsentFields, Item as PlaidItem } from 'plaid';
import { toDateTime } from '../dates.ts';
import { findInstitution } from '../institutions/institutions.ts';
import { toItemError } from '../plaid/failure.ts';
import type { Product } from '../plaid/fields.ts';
import type { Wire } from '../plaid/wire.ts';
import { isConsented, listUseCases } from './consent.ts';
import type { Item } from './item.ts';

export function toWireItem(item: Item): Wire<PlaidItem> {
  const institution = findInstitution(item.institutionId);
  const supported = institution?.products ?? [];
  return {
    auth_method: item.products.includes('auth') ? (item.authMethod ?? 'INSTANT_AUTH') : null,
    available_products: supported.filter((product) => !item.products.includes(product)),
    billed_products: item.products,
    consent_expiration_time: toDateTimeOrNull(item.consentExpiresAt),
    consented_products: listConsented(item, supported),
    error: item.errorCode === null ? null : toItemError(item.errorCode),
    institution_id: item.institutionId || null,
    institution_name: institution?.name ?? null,
    item_id: item.itemId,
    products: item.products,
    update_type: 'background',
    webhook: item.webhook,
  };
}

/** The fuller object of `/item/get`. */
export function toWireItemWithConsent(item: Item): Wire<ItemWithConsentFields> {
  const plain = toWireItem(item);
  return {
    ...plain,
    consented_data_scopes: item.consentedScopes,
    consented_use_cases: listUseCases(plain.consented_products ?? []),
    created_at: toDateTime(item.createdAt),
  };
}

/** `investmentsAt`: when the investment accounts were last looked at, null when they never were. */
export function toWireStatus(item: Item, investmentsAt: number | null): Wire<ItemStatusNullable> {
  return {
    investments: item.products.includes('investments')
      ? { last_successful_update: toDateTimeOrNull(investmentsAt), last_failed_update: null }
      : null,
    transactions: item.products.includes('transactions')
      ? {
          last_successful_update: toDateTimeOrNull(item.lastSuccessfulUpdate),
          last_failed_update: toDateTimeOrNull(item.lastFailedUpdate),
        }
      : null,
    last_webhook:
      item.lastWebhookCode !== null
        ? { sent_at: toDateTimeOrNull(item.lastWebhookAt), code_sent: item.lastWebhookCode }
        : null,
  };
}

function listConsented(item: Item, supported: Product[]): Product[] {
  return supported.filter((product) => isConsented(item.consentedScopes, product));
}

function toDateTimeOrNull(at: number | null): string | null {
  return at === null ? null : toDateTime(at);
}
