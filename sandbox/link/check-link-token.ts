import { findInstitution } from '../institutions/institutions.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Product } from '../plaid/fields.ts';
import { requireUsableProducts } from '../plaid/product-rules.ts';
import type { LinkTokenRequest } from './link-token.ts';

/** The products that may be named in update mode, to add what the first link did not fetch. */
const updateModeProducts: Product[] = [
  'assets',
  'auth',
  'identity',
  'income_verification',
  'statements',
];

/** The rules of `/link/token/create` that no single field can state. */
export function checkLinkTokenRequest(request: LinkTokenRequest, isUpdate: boolean): void {
  if (!request.user?.client_user_id && !request.user_id) {
    throw new PlaidFailure('MISSING_FIELDS', {
      message: 'the following required fields are missing: user.client_user_id',
    });
  }
  if (/@|^\+?[\d\s()-]{10,}$/.test(request.user?.client_user_id ?? '')) {
    refuse(
      'user.client_user_id must not contain personal information such as an e-mail address or phone number',
    );
  }
  checkProducts(request, isUpdate);
  checkRedirectUri(request.redirect_uri);
  if (request.institution_id && !findInstitution(request.institution_id)) {
    throw new PlaidFailure('INVALID_INSTITUTION');
  }
  if (request.update && !isUpdate) {
    refuse('update can only be used together with access_token');
  }
  if (request.enable_multi_item_link && !request.user_id && !request.user_token) {
    refuse('enable_multi_item_link needs a user: name it by user_id or user_token');
  }
  if (
    !isUpdate &&
    request.products?.includes('income_verification') &&
    !request.user_id &&
    !request.user_token
  ) {
    throw new PlaidFailure('MISSING_FIELDS', {
      message: 'the following required fields are missing: user_id',
    });
  }
  if (request.payment_initiation) {
    refuse('payment_initiation is not offered by this sandbox');
  }
}

function checkProducts(request: LinkTokenRequest, isUpdate: boolean): void {
  const products = request.products ?? [];
  const others = [
    ...(request.required_if_supported_products ?? []),
    ...(request.optional_products ?? []),
    ...(request.additional_consented_products ?? []),
  ];
  requireUsableProducts([...products, ...others]);
  if (isUpdate) {
    if (products.some((product) => !updateModeProducts.includes(product))) {
      refuse(
        'products must not be used with access_token, except to add products that update mode can add',
      );
    }
    return;
  }
  if (products.length === 0) {
    throw new PlaidFailure('MISSING_FIELDS', {
      message: 'the following required fields are missing: products',
    });
  }
  const repeated = [...products, ...others].filter(
    (product, index, all) => all.indexOf(product) !== index,
  );
  if (repeated.length > 0) {
    refuse(`a product may be named in one of the product fields only: ${repeated.join(', ')}`);
  }
}

/** Exact addresses only: https, or http on localhost, without query or fragment. */
function checkRedirectUri(redirectUri: string | undefined): void {
  if (redirectUri === undefined) {
    return;
  }
  const url = URL.canParse(redirectUri) ? new URL(redirectUri) : null;
  const isSecure =
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname));
  if (!url || !isSecure || redirectUri.includes('?') || redirectUri.includes('#')) {
    refuse(
      'redirect_uri must be https (http on localhost only) and have neither query nor fragment',
    );
  }
}

function refuse(message: string): never {
  throw new PlaidFailure('INVALID_FIELD', { message });
}
