import { button, h, heading, icon } from '../../../browser/dom.ts';
import type { LinkError } from '../protocol.ts';
import type { Pane } from '../shell.ts';

interface ErrorInput {
  error: LinkError;
  onRetry: (() => void) | undefined;
  /** What the way on is called where it is no second try. */
  retryLabel?: string | undefined;
  onOtherBank: (() => void) | undefined;
  onLeave: () => void;
}

const titles: Record<string, string> = {
  COUNTRY_NOT_SUPPORTED: 'This country is not supported',
  INCORRECT_DEPOSIT_VERIFICATION: 'That is not the code',
  INSTITUTION_DOWN: 'This bank is not available',
  INSTITUTION_NO_LONGER_SUPPORTED: 'This bank can no longer be connected',
  INSTITUTION_NOT_AVAILABLE: 'This bank is not available',
  INSTITUTION_NOT_RESPONDING: 'This bank is not answering',
  INSUFFICIENT_CREDENTIALS: 'Your bank gave no permission',
  INVALID_CREDENTIALS: 'Those details did not work',
  INVALID_FIELD: 'Those numbers did not work',
  INVALID_LINK_TOKEN: 'This session has ended',
  INVALID_MFA: 'That answer was not right',
  INVALID_OTP: 'That code was not right',
  INVALID_PHONE_NUMBER: 'That number did not work',
  ITEM_LOCKED: 'This login is locked',
  ITEM_NOT_SUPPORTED: 'This account cannot be connected',
  MANUAL_VERIFICATION_REQUIRED: 'Your bank needs you first',
  MFA_NOT_SUPPORTED: 'This security step is not supported',
  NO_ACCOUNTS: 'No account fits',
  OAUTH_STATE_ID_ALREADY_PROCESSED: 'This visit has been used',
  PASSWORD_RESET_REQUIRED: 'Your bank needs you first',
  PROFILE_AUTHENTICATION_FAILED: 'You were not recognised',
  RECAPTCHA_BAD: 'The check did not succeed',
  TOO_MANY_VERIFICATION_ATTEMPTS: 'Too many wrong codes',
  USER_INPUT_TIMEOUT: 'That took too long',
  USER_SETUP_REQUIRED: 'Your bank needs you first',
};

/** The same again would end the same. */
const finalCodes = new Set([
  'COUNTRY_NOT_SUPPORTED',
  'INSTITUTION_NO_LONGER_SUPPORTED',
  'INVALID_LINK_TOKEN',
  'ITEM_NOT_SUPPORTED',
  'MFA_NOT_SUPPORTED',
  'TOO_MANY_VERIFICATION_ATTEMPTS',
]);

/** What went wrong, whose move it is, and the ways on. */
export function errorPane(input: ErrorInput): Pane {
  const { error, onOtherBank } = input;
  const onRetry = finalCodes.has(error.error_code) ? undefined : input.onRetry;
  return {
    content: [
      h(
        'div',
        { class: 'middle', role: 'alert' },
        h('span', { class: 'badge bad' }, icon('alert', 28)),
        heading(titles[error.error_code] ?? 'Something went wrong'),
        h(
          'p',
          { class: 'lead' },
          error.display_message ?? 'Nothing was connected, and nothing was lost.',
        ),
        h('p', { class: 'fine' }, h('code', {}, error.error_code)),
      ),
    ],
    actions: [
      ...(onRetry ? [button(input.retryLabel ?? 'Try again', 'primary', onRetry)] : []),
      ...(onOtherBank
        ? [button('Choose another bank', onRetry ? 'secondary' : 'primary', onOtherBank)]
        : []),
      ...(onRetry || onOtherBank ? [] : [button('Close', 'primary', input.onLeave)]),
    ],
  };
}
