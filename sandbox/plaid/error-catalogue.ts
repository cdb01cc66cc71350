import type { PlaidErrorType } from 'plaid';
import type { Wire } from './wire.ts';

interface CatalogueEntry {
  type: Wire<PlaidErrorType>;
  /** What a developer reads. Plaid promises only type and code; the texts may change. */
  message: string;
  /** What may be shown to a person; absent where the person can do nothing. */
  display?: string;
  /** HTTP status where it is not 400. */
  status?: number;
}

const rateLimit = {
  type: 'RATE_LIMIT_EXCEEDED',
  message: 'rate limit exceeded; please try again later',
  status: 429,
} as const;

/** Every error the sandbox can answer with, and the ones a password or a fault can ask for. */
export const errorCatalogue = {
  INVALID_BODY: { type: 'INVALID_REQUEST', message: 'body could not be parsed as JSON' },
  INVALID_FIELD: { type: 'INVALID_REQUEST', message: 'a field of the request is invalid' },
  INVALID_HEADERS: { type: 'INVALID_REQUEST', message: 'a header of the request is invalid' },
  MISSING_FIELDS: { type: 'INVALID_REQUEST', message: 'required fields are missing' },
  UNKNOWN_FIELDS: {
    type: 'INVALID_REQUEST',
    message: 'fields are not recognized by this endpoint',
  },
  NOT_FOUND: { type: 'INVALID_REQUEST', message: 'not found', status: 404 },
  INVALID_API_KEYS: { type: 'INVALID_INPUT', message: 'invalid client_id or secret provided' },
  INVALID_ACCESS_TOKEN: { type: 'INVALID_INPUT', message: 'could not find matching access token' },
  INVALID_PUBLIC_TOKEN: { type: 'INVALID_INPUT', message: 'could not find matching public token' },
  INVALID_LINK_TOKEN: { type: 'INVALID_INPUT', message: 'invalid link_token provided' },
  INVALID_INSTITUTION: { type: 'INVALID_INPUT', message: 'invalid institution_id provided' },
  INCOME_VERIFICATION_NOT_FOUND: {
    type: 'INCOME_VERIFICATION_ERROR',
    message: 'the user has shared no income of this kind',
  },
  EMPLOYMENT_NOT_FOUND: {
    type: 'INCOME_VERIFICATION_ERROR',
    message: 'the user has shared no employment',
  },
  INVALID_AUDIT_COPY_TOKEN: {
    type: 'INVALID_INPUT',
    message: 'could not find matching audit copy token',
  },
  INVALID_USER_TOKEN: { type: 'INVALID_INPUT', message: 'could not find matching user token' },
  USER_NOT_FOUND: { type: 'USER_ERROR', message: 'could not find a user with this user_id' },
  INVALID_PRODUCT: { type: 'INVALID_INPUT', message: 'a requested product cannot be used here' },
  INVALID_ACCOUNT_ID: {
    type: 'INVALID_INPUT',
    message: 'the Item has no account with the requested account ID',
  },
  INVALID_PROCESSOR_TOKEN: {
    type: 'INVALID_INPUT',
    message: 'could not find matching processor token',
  },
  INVALID_WEBHOOK_VERIFICATION_KEY_ID: {
    type: 'INVALID_INPUT',
    message: 'invalid key_id provided; a key belongs to the environment that sent the webhook',
  },
  INCORRECT_DEPOSIT_VERIFICATION: {
    type: 'INVALID_INPUT',
    message: 'the code of the deposit was not correct',
    display: 'That is not the code on your statement. Please look again.',
  },
  TOO_MANY_VERIFICATION_ATTEMPTS: {
    type: 'INVALID_INPUT',
    message: 'the code of the deposit was given wrongly too often',
    display: 'Too many wrong codes were given. This account has to be linked anew.',
  },
  PROFILE_AUTHENTICATION_FAILED: {
    type: 'INVALID_INPUT',
    message: 'the profile could not be authenticated',
    display: 'Too many wrong codes were given. You can go on without your phone number.',
  },
  ADDITIONAL_CONSENT_REQUIRED: {
    type: 'INVALID_INPUT',
    message: 'client does not have user consent to access the product',
  },
  USER_PERMISSION_REVOKED: {
    type: 'INVALID_INPUT',
    message: 'the person withdrew the permission of this application to read the account',
  },
  ITEM_LOGIN_REQUIRED: {
    type: 'ITEM_ERROR',
    message:
      'the stored login no longer works at the institution; open Link in update mode so that the person can sign in again',
  },
  ITEM_NOT_FOUND: {
    type: 'ITEM_ERROR',
    message: 'this Item does not exist, was removed, or its access was withdrawn',
  },
  PRODUCT_NOT_READY: {
    type: 'ITEM_ERROR',
    message: 'the requested product is not yet ready; wait for its webhook or try again later',
  },
  PRODUCTS_NOT_SUPPORTED: {
    type: 'ITEM_ERROR',
    message: 'the product is not supported by the accounts of this Item',
  },
  PRODUCT_NOT_ENABLED: {
    type: 'ITEM_ERROR',
    message: 'the product is not enabled for the token that was provided',
  },
  NO_AUTH_ACCOUNTS: {
    type: 'ITEM_ERROR',
    message: 'this Item has no checking, savings or cash management account to read numbers of',
  },
  NO_INVESTMENT_ACCOUNTS: {
    type: 'ITEM_ERROR',
    message: 'this Item has no investment account',
  },
  NO_LIABILITY_ACCOUNTS: {
    type: 'ITEM_ERROR',
    message: 'this Item has no credit card, student loan or mortgage',
  },
  DATA_UNAVAILABLE: {
    type: 'ASSET_REPORT_ERROR',
    message: 'the report could not be made: not every Item gave its data; see causes',
  },
  INVALID_CREDENTIALS: {
    type: 'ITEM_ERROR',
    message: 'the provided credentials were not correct',
    display: 'These sign-in details were not recognised. Please check them and try again.',
  },
  INVALID_MFA: {
    type: 'ITEM_ERROR',
    message: 'the provided MFA response(s) were not correct',
    display: 'That answer was not right. Please try again.',
  },
  INVALID_OTP: {
    type: 'ITEM_ERROR',
    message: 'the provided OTP was invalid',
    display: 'That code was not right. Please try again.',
  },
  INVALID_PHONE_NUMBER: {
    type: 'ITEM_ERROR',
    message: 'the provided phone number was invalid',
    display: 'No code can be sent to this number. Please check it.',
  },
  INVALID_SEND_METHOD: {
    type: 'ITEM_ERROR',
    message: 'the provided MFA send_method was invalid',
  },
  INSUFFICIENT_CREDENTIALS: {
    type: 'ITEM_ERROR',
    message: 'insufficient authorization was provided to complete the request',
    display: 'The authorisation at your bank was not completed. Please try again.',
  },
  ITEM_LOCKED: {
    type: 'ITEM_ERROR',
    message: 'the account is locked at the institution',
    display:
      'Your bank has locked this login. Unlock it on the bank’s own website, then try again.',
  },
  ITEM_NOT_SUPPORTED: {
    type: 'ITEM_ERROR',
    message: 'this account is currently not supported',
    display: 'This kind of account cannot be connected yet.',
  },
  MFA_NOT_SUPPORTED: {
    type: 'ITEM_ERROR',
    message: 'this account requires a kind of MFA that is not supported for the institution',
    display: 'The extra security step of this account is not supported yet.',
  },
  NO_ACCOUNTS: {
    type: 'ITEM_ERROR',
    message: 'no valid accounts were found for this item',
    display: 'No account that fits was found at this bank.',
  },
  PASSWORD_RESET_REQUIRED: {
    type: 'ITEM_ERROR',
    message: 'the person must set a new password at the institution',
    display: 'Your bank asks you to set a new password on its website first.',
  },
  MANUAL_VERIFICATION_REQUIRED: {
    type: 'ITEM_ERROR',
    message: 'the person must complete a step at the institution first',
    display: 'Your bank wants a step completed on its own website first.',
  },
  USER_INPUT_TIMEOUT: {
    type: 'ITEM_ERROR',
    message: 'user must retry this operation',
    display: 'This took too long. Please try again.',
  },
  USER_SETUP_REQUIRED: {
    type: 'ITEM_ERROR',
    message: 'the account is not fully set up at the institution',
    display: 'Your bank asks you to finish setting up the account on its website first.',
  },
  COUNTRY_NOT_SUPPORTED: {
    type: 'INSTITUTION_ERROR',
    message: 'the country of this login is not supported',
    display: 'Accounts of this country cannot be connected.',
  },
  INSTITUTION_DOWN: {
    type: 'INSTITUTION_ERROR',
    message: 'this institution is not currently responding to this request',
    display: 'This bank is not answering at the moment. Please try again later.',
  },
  INSTITUTION_NOT_AVAILABLE: {
    type: 'INSTITUTION_ERROR',
    message: 'this institution is not currently available',
    display: 'This bank is not available at the moment. Please try again later.',
  },
  INSTITUTION_NOT_RESPONDING: {
    type: 'INSTITUTION_ERROR',
    message: 'this institution is not currently responding to this request',
    display: 'This bank is not answering at the moment. Please try again later.',
  },
  INSTITUTION_NO_LONGER_SUPPORTED: {
    type: 'INSTITUTION_ERROR',
    message: 'this institution is no longer supported',
    display: 'This bank can no longer be connected.',
  },
  INCORRECT_LINK_TOKEN: {
    type: 'OAUTH_ERROR',
    message: 'the link token is not the one the bank was visited with',
  },
  OAUTH_STATE_ID_ALREADY_PROCESSED: {
    type: 'OAUTH_ERROR',
    message: 'the oauth_state_id has been used before',
    status: 208,
  },
  OAUTH_STATE_ID_NOT_FOUND: {
    type: 'OAUTH_ERROR',
    message: 'the provided oauth_state_id was not found',
    status: 404,
  },
  RECAPTCHA_BAD: {
    type: 'RECAPTCHA_ERROR',
    message: 'the answer to the challenge was refused; please try again',
    display: 'The check that you are a person did not succeed. Please try again.',
  },
  SANDBOX_PRODUCT_NOT_ENABLED: {
    type: 'SANDBOX_ERROR',
    message: 'the product of this webhook is not enabled on this item',
  },
  SANDBOX_WEBHOOK_INVALID: {
    type: 'SANDBOX_ERROR',
    message: 'the item has no webhook, or an invalid one; set it and try again',
  },
  CLIENT_TRANSACTION_ID_ALREADY_IN_USE: {
    type: 'SIGNAL_ERROR',
    message: 'this client_transaction_id has been evaluated before; use another one',
  },
  SIGNAL_TRANSACTION_NOT_INITIATED: {
    type: 'SIGNAL_ERROR',
    message: 'the transaction was reported as not initiated, so it cannot be returned',
  },
  TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION: {
    type: 'TRANSACTIONS_ERROR',
    message:
      'the transactions changed since the last page was fetched; restart from the cursor of the first page',
  },
  RATE_LIMIT: rateLimit,
  ACCOUNTS_LIMIT: rateLimit,
  AUTH_LIMIT: rateLimit,
  BALANCE_LIMIT: rateLimit,
  IDENTITY_LIMIT: rateLimit,
  INSTITUTIONS_GET_BY_ID_LIMIT: rateLimit,
  INSTITUTIONS_GET_LIMIT: rateLimit,
  INVESTMENT_HOLDINGS_GET_LIMIT: rateLimit,
  INVESTMENT_TRANSACTIONS_LIMIT: rateLimit,
  ITEM_GET_LIMIT: rateLimit,
  TRANSACTIONS_LIMIT: rateLimit,
  TRANSACTIONS_REFRESH_LIMIT: rateLimit,
  TRANSACTIONS_SYNC_LIMIT: rateLimit,
  INTERNAL_SERVER_ERROR: {
    type: 'API_ERROR',
    message: 'an unexpected error occurred',
    status: 500,
  },
  PLAID_ERROR: {
    type: 'API_ERROR',
    message: 'an unexpected error occurred',
    status: 500,
  },
  PLANNED_MAINTENANCE: {
    type: 'API_ERROR',
    message: 'the API is unavailable during planned maintenance',
    status: 503,
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCatalogue, code);
}

export function describeError(code: ErrorCode): CatalogueEntry {
  return errorCatalogue[code];
}
