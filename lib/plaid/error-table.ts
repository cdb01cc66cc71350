import 'server-only';
import { badAnswer, historyNotReady, noAnswer, ownError } from './plaid-error.ts';

/**
 * What an error of Plaid's means for an Item: who must act, and whether trying again can help.
 * The classes follow Plaid's own advice per code; an unknown code falls back by its type.
 */
export type ErrorClass =
  /** The person signs in again through Link's update mode. */
  | 'sign_in'
  /** The person settles something at the bank, then we try again. */
  | 'at_bank'
  /** The Item is gone at Plaid; only a new link brings it back. */
  | 'gone'
  /** The bank or the account type does not have this product; not a failure. */
  | 'absent'
  /** Plaid or the bank is unwell, or we ask too often: wait and try again. */
  | 'wait'
  /** The data moved while paging: start the loop again at once. */
  | 'restart'
  /** The stored cursor is not one of this Item's: read everything anew and reconcile. */
  | 'reset'
  /** Our configuration or our code is wrong; the operator must look. */
  | 'operator';

const byCode: Record<string, ErrorClass> = {
  ITEM_LOGIN_REQUIRED: 'sign_in',
  ACCESS_NOT_GRANTED: 'sign_in',
  ADDITIONAL_CONSENT_REQUIRED: 'sign_in',
  NO_ACCOUNTS: 'sign_in',
  INSUFFICIENT_CREDENTIALS: 'sign_in',
  INVALID_CREDENTIALS: 'sign_in',
  INVALID_MFA: 'sign_in',
  INVALID_UPDATED_USERNAME: 'sign_in',

  ITEM_LOCKED: 'at_bank',
  PASSWORD_RESET_REQUIRED: 'at_bank',
  USER_SETUP_REQUIRED: 'at_bank',
  MANUAL_VERIFICATION_REQUIRED: 'at_bank',
  MFA_NOT_SUPPORTED: 'at_bank',

  ITEM_NOT_FOUND: 'gone',
  INVALID_ACCESS_TOKEN: 'gone',
  USER_PERMISSION_REVOKED: 'gone',
  USER_ACCOUNT_REVOKED: 'gone',
  ITEM_CONCURRENTLY_DELETED: 'gone',
  INSTITUTION_NO_LONGER_SUPPORTED: 'gone',

  NO_AUTH_ACCOUNTS: 'absent',
  NO_INVESTMENT_ACCOUNTS: 'absent',
  NO_LIABILITY_ACCOUNTS: 'absent',
  PRODUCTS_NOT_SUPPORTED: 'absent',
  PRODUCT_NOT_ENABLED: 'absent',

  PRODUCT_NOT_READY: 'wait',
  [noAnswer]: 'wait',
  [badAnswer]: 'wait',

  [historyNotReady]: 'wait',

  TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION: 'restart',
};

const byType: Record<string, ErrorClass> = {
  ITEM_ERROR: 'wait',
  INSTITUTION_ERROR: 'wait',
  RATE_LIMIT_EXCEEDED: 'wait',
  API_ERROR: 'wait',
  TRANSACTIONS_ERROR: 'wait',
  INVALID_REQUEST: 'operator',
  INVALID_INPUT: 'operator',
  [ownError]: 'operator',
};

/** @param message  Plaid's error_message, read only where a code says too little */
export function classifyError(error: { type: string; code: string; message?: string }): ErrorClass {
  // Plaid has no code of its own for a foreign cursor: the sentence is all there is.
  if (error.code === 'INVALID_FIELD' && /cursor/i.test(error.message ?? '')) return 'reset';
  return byCode[error.code] ?? byType[error.type] ?? 'wait';
}
