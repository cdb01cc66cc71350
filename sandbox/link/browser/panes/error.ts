import { button, h, heading, icon } from '../../../browser/dom.ts';
import type { LinkError } from '../protocol.ts';
import type { Pane } from '../shell.ts';

interface ErrorInput {
  error: LinkError;
  onRetry: (() => void) | undefined;
  onOtherBank: (() => void) | undefined;
  onLeave: () => void;
}

const titles: Record<string, string> = {
  INVALID_CREDENTIALS: 'Those details did not work',
  INVALID_MFA: 'That answer was not right',
  INVALID_LINK_TOKEN: 'This session has ended',
  ITEM_LOCKED: 'This login is locked',
  NO_ACCOUNTS: 'No account fits',
  INSTITUTION_DOWN: 'This bank is not available',
  INSTITUTION_NOT_RESPONDING: 'This bank is not answering',
};

/** What went wrong, whose move it is, and the ways on. */
export function errorPane(input: ErrorInput): Pane {
  const { error, onRetry, onOtherBank } = input;
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
      ...(onRetry ? [button('Try again', 'primary', onRetry)] : []),
      ...(onOtherBank
        ? [button('Choose another bank', onRetry ? 'secondary' : 'primary', onOtherBank)]
        : []),
      ...(onRetry || onOtherBank ? [] : [button('Close', 'primary', input.onLeave)]),
    ],
  };
}
