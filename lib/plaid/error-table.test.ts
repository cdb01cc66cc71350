import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Actor, classifyError, type ErrorClass, knownCodes, whoActs } from './error-table.ts';

type Expected = { kind: ErrorClass; actor: Actor; codes: string[] };

/** The whole table once more, by what is to be done, so that no line of it moves unseen. */
const expected: Expected[] = [
  {
    kind: 'sign_in',
    actor: 'person',
    codes: [
      'ITEM_LOGIN_REQUIRED',
      'INSUFFICIENT_CREDENTIALS',
      'INVALID_CREDENTIALS',
      'INVALID_MFA',
      'INVALID_OTP',
      'INVALID_PHONE_NUMBER',
      'INVALID_SEND_METHOD',
      'INVALID_UPDATED_USERNAME',
      'USER_INPUT_TIMEOUT',
      'INSTANT_MATCH_FAILED',
      'INCORRECT_DEPOSIT_VERIFICATION',
      'TOO_MANY_VERIFICATION_ATTEMPTS',
      'PROFILE_AUTHENTICATION_FAILED',
      'INCORRECT_LINK_TOKEN',
      'INCORRECT_OAUTH_NONCE',
      'OAUTH_STATE_ID_ALREADY_PROCESSED',
      'OAUTH_STATE_ID_NOT_FOUND',
    ],
  },
  {
    kind: 'consent',
    actor: 'person',
    codes: ['ACCESS_NOT_GRANTED', 'ADDITIONAL_CONSENT_REQUIRED'],
  },
  { kind: 'accounts', actor: 'person', codes: ['NO_ACCOUNTS'] },
  {
    kind: 'at_bank',
    actor: 'person_at_bank',
    codes: [
      'ITEM_LOCKED',
      'PASSWORD_RESET_REQUIRED',
      'USER_SETUP_REQUIRED',
      'MANUAL_VERIFICATION_REQUIRED',
      'MFA_NOT_SUPPORTED',
    ],
  },
  { kind: 'revoked', actor: 'person', codes: ['USER_PERMISSION_REVOKED', 'USER_ACCOUNT_REVOKED'] },
  {
    kind: 'gone',
    actor: 'person',
    codes: ['ITEM_NOT_FOUND', 'INVALID_ACCESS_TOKEN', 'ITEM_CONCURRENTLY_DELETED', 'TOKEN_LOST'],
  },
  {
    kind: 'unsupported',
    actor: 'nobody',
    codes: ['INSTITUTION_NO_LONGER_SUPPORTED', 'ITEM_NOT_SUPPORTED'],
  },
  {
    kind: 'absent',
    actor: 'nobody',
    codes: [
      'NO_AUTH_ACCOUNTS',
      'NO_INVESTMENT_ACCOUNTS',
      'NO_INVESTMENT_AUTH_ACCOUNTS',
      'NO_LIABILITY_ACCOUNTS',
      'PRODUCTS_NOT_SUPPORTED',
      'PRODUCT_NOT_ENABLED',
    ],
  },
  {
    kind: 'wait',
    actor: 'nobody',
    codes: [
      'PRODUCT_NOT_READY',
      'INSTITUTION_DOWN',
      'INSTITUTION_NOT_AVAILABLE',
      'INSTITUTION_NOT_RESPONDING',
      'UNSUPPORTED_RESPONSE',
      'INTERNAL_SERVER_ERROR',
      'PLANNED_MAINTENANCE',
      'NO_ANSWER',
      'BAD_ANSWER',
      'HISTORY_NOT_READY',
    ],
  },
  {
    kind: 'restart',
    actor: 'we',
    codes: ['TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION'],
  },
  {
    kind: 'operator',
    actor: 'we',
    codes: [
      'INSTITUTION_NOT_ENABLED_IN_ENVIRONMENT',
      'INSTITUTION_REGISTRATION_REQUIRED',
      'UNAUTHORIZED_INSTITUTION',
      'CREDITS_EXHAUSTED',
    ],
  },
];

describe('the error table', () => {
  it.each(
    expected.flatMap(({ codes, kind, actor }) => codes.map((code) => ({ code, kind, actor }))),
  )('takes $code for $kind, whoever acts: $actor', ({ code, kind, actor }) => {
    const error = { type: 'ITEM_ERROR', code };
    expect(classifyError(error)).toBe(kind);
    expect(whoActs(error)).toBe(actor);
  });

  it('has no line that this test does not know', () => {
    expect([...knownCodes].sort()).toEqual(expected.flatMap(({ codes }) => codes).sort());
  });

  it.each([
    ['ITEM_ERROR', 'wait'],
    ['INSTITUTION_ERROR', 'wait'],
    ['API_ERROR', 'wait'],
    ['RATE_LIMIT_EXCEEDED', 'wait'],
    ['OAUTH_ERROR', 'sign_in'],
    ['RECAPTCHA_ERROR', 'sign_in'],
    ['INVALID_REQUEST', 'operator'],
    ['INVALID_INPUT', 'operator'],
    ['OWN_ERROR', 'operator'],
    ['BRAND_NEW_ERROR', 'wait'],
  ])('falls back by the type %s to %s', (type, kind) => {
    expect(classifyError({ type, code: 'BRAND_NEW_CODE' })).toBe(kind);
  });

  it('knows a foreign cursor by its sentence', () => {
    const error = { type: 'INVALID_REQUEST', code: 'INVALID_FIELD' };
    expect(classifyError({ ...error, message: 'cursor not associated with access_token' })).toBe(
      'reset',
    );
    expect(classifyError(error)).toBe('operator');
  });
});

/** A list of Plaid's errors (error_type and error_code first in every line), where there is one. */
const list = process.env.PLAID_ERRORS_CSV;

describe.runIf(list)('in a list of all of Plaid’s errors', () => {
  const itsOwn = new Set(['ITEM_ERROR', 'INSTITUTION_ERROR', 'OAUTH_ERROR', 'API_ERROR']);
  const lines = list ? readFileSync(list, 'utf8').trim().split('\n').slice(1) : [];
  const codes = lines.flatMap((line) => {
    const [type = '', code = ''] = line.split(',');
    return itsOwn.has(type) || /CONSENT_REQUIRED|REVOKED/.test(code) ? [{ type, code }] : [];
  });

  it.each(codes.filter(({ type }) => type !== 'CHECK_REPORT_ERROR'))(
    '$type $code has a line of its own',
    ({ code }) => expect(knownCodes).toContain(code),
  );
});
