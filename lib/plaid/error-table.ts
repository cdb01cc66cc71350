import 'server-only';
import { badAnswer, historyNotReady, noAnswer, ownError, tokenLost } from './plaid-error.ts';

/**
 * What an error of Plaid's means for an Item: what repairs it, and whether trying again can help.
 * The classes follow Plaid's own advice per code; an unknown code falls back by its type.
 */
export type ErrorClass =
  /** The person signs in again through Link's update mode. */
  | 'sign_in'
  /** The person permits more of the Item through Link's update mode. */
  | 'consent'
  /** The person chooses accounts through Link's update mode. */
  | 'accounts'
  /** The person settles something at the bank, then we try again. */
  | 'at_bank'
  /** The person withdrew the permission: no further call. */
  | 'revoked'
  /** The Item is gone at Plaid; only a new link brings it back. */
  | 'gone'
  /** Plaid does not serve this bank, or this account, any more. */
  | 'unsupported'
  /** The bank or the account type does not have this product; not a failure. */
  | 'absent'
  /** Plaid or the bank is unwell, or we ask too often: wait and try again. */
  | 'wait'
  /** The data moved while paging: start the loop again at once. */
  | 'restart'
  /** The stored cursor is not one of this Item's: read everything anew and reconcile. */
  | 'reset'
  /** Our configuration, our contract with Plaid or our code is wrong; the operator must look. */
  | 'operator';

/** Whose turn it is. `we` is whoever runs this app, or the app itself. */
export type Actor = 'we' | 'person' | 'person_at_bank' | 'nobody';

const actorByClass: Record<ErrorClass, Actor> = {
  sign_in: 'person',
  consent: 'person',
  accounts: 'person',
  at_bank: 'person_at_bank',
  revoked: 'person',
  gone: 'person',
  unsupported: 'nobody',
  absent: 'nobody',
  wait: 'nobody',
  restart: 'we',
  reset: 'we',
  operator: 'we',
};

/** Every code of Plaid's that an Item, its bank, its consent or its way through OAuth can meet. */
const byCode: Record<string, ErrorClass> = {
  ITEM_LOGIN_REQUIRED: 'sign_in',
  INSUFFICIENT_CREDENTIALS: 'sign_in',
  INVALID_CREDENTIALS: 'sign_in',
  INVALID_MFA: 'sign_in',
  INVALID_OTP: 'sign_in',
  INVALID_PHONE_NUMBER: 'sign_in',
  INVALID_SEND_METHOD: 'sign_in',
  INVALID_UPDATED_USERNAME: 'sign_in',
  USER_INPUT_TIMEOUT: 'sign_in',
  INSTANT_MATCH_FAILED: 'sign_in',
  INCORRECT_DEPOSIT_VERIFICATION: 'sign_in',
  TOO_MANY_VERIFICATION_ATTEMPTS: 'sign_in',
  PROFILE_AUTHENTICATION_FAILED: 'sign_in',
  INCORRECT_LINK_TOKEN: 'sign_in',
  INCORRECT_OAUTH_NONCE: 'sign_in',
  OAUTH_STATE_ID_ALREADY_PROCESSED: 'sign_in',
  OAUTH_STATE_ID_NOT_FOUND: 'sign_in',

  ACCESS_NOT_GRANTED: 'consent',
  ADDITIONAL_CONSENT_REQUIRED: 'consent',

  NO_ACCOUNTS: 'accounts',

  ITEM_LOCKED: 'at_bank',
  PASSWORD_RESET_REQUIRED: 'at_bank',
  USER_SETUP_REQUIRED: 'at_bank',
  MANUAL_VERIFICATION_REQUIRED: 'at_bank',
  MFA_NOT_SUPPORTED: 'at_bank',

  USER_PERMISSION_REVOKED: 'revoked',
  USER_ACCOUNT_REVOKED: 'revoked',

  ITEM_NOT_FOUND: 'gone',
  INVALID_ACCESS_TOKEN: 'gone',
  ITEM_CONCURRENTLY_DELETED: 'gone',
  [tokenLost]: 'gone',

  INSTITUTION_NO_LONGER_SUPPORTED: 'unsupported',
  ITEM_NOT_SUPPORTED: 'unsupported',

  NO_AUTH_ACCOUNTS: 'absent',
  NO_INVESTMENT_ACCOUNTS: 'absent',
  NO_INVESTMENT_AUTH_ACCOUNTS: 'absent',
  NO_LIABILITY_ACCOUNTS: 'absent',
  PRODUCTS_NOT_SUPPORTED: 'absent',
  PRODUCT_NOT_ENABLED: 'absent',

  PRODUCT_NOT_READY: 'wait',
  INSTITUTION_DOWN: 'wait',
  INSTITUTION_NOT_AVAILABLE: 'wait',
  INSTITUTION_NOT_RESPONDING: 'wait',
  UNSUPPORTED_RESPONSE: 'wait',
  INTERNAL_SERVER_ERROR: 'wait',
  PLANNED_MAINTENANCE: 'wait',
  [noAnswer]: 'wait',
  [badAnswer]: 'wait',
  [historyNotReady]: 'wait',

  TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION: 'restart',

  INSTITUTION_NOT_ENABLED_IN_ENVIRONMENT: 'operator',
  INSTITUTION_REGISTRATION_REQUIRED: 'operator',
  UNAUTHORIZED_INSTITUTION: 'operator',
  CREDITS_EXHAUSTED: 'operator',
};

const byType: Record<string, ErrorClass> = {
  ITEM_ERROR: 'wait',
  INSTITUTION_ERROR: 'wait',
  RATE_LIMIT_EXCEEDED: 'wait',
  API_ERROR: 'wait',
  TRANSACTIONS_ERROR: 'wait',
  OAUTH_ERROR: 'sign_in',
  RECAPTCHA_ERROR: 'sign_in',
  INVALID_REQUEST: 'operator',
  INVALID_INPUT: 'operator',
  [ownError]: 'operator',
};

/** The codes that have a line of their own above. */
export const knownCodes: readonly string[] = Object.keys(byCode);

/** @param message  Plaid's error_message, read only where a code says too little */
export function classifyError(error: { type: string; code: string; message?: string }): ErrorClass {
  // Plaid has no code of its own for a foreign cursor: the sentence is all there is.
  if (error.code === 'INVALID_FIELD' && /cursor/i.test(error.message ?? '')) return 'reset';
  return byCode[error.code] ?? byType[error.type] ?? 'wait';
}

/** Who must act for the error to go away. */
export function whoActs(error: { type: string; code: string }): Actor {
  return actorByClass[classifyError(error)];
}
