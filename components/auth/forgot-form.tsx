'use client';

import { Callout } from '#components/ui/callout';
import { requestReset } from '#lib/auth/hooks';
import { MailboxForm } from './mailbox-form.tsx';

/** @param mailsLeave  otherwise the operator has to pass the link on */
export function ForgotForm({ mailsLeave }: { mailsLeave: boolean }) {
  return (
    <MailboxForm autoComplete="username" send={requestReset}>
      {(sentTo) => (
        <Callout title={mailsLeave ? 'Look into your mailbox' : 'Ask your operator'} role="status">
          {mailsLeave
            ? `If ${sentTo} has an account, a link is on its way. It may take a minute, and may be taken for spam.`
            : `This installation sends no mails. If ${sentTo} has an account, whoever runs Plumbline finds the link under Operator → Mail and can give it to you.`}
        </Callout>
      )}
    </MailboxForm>
  );
}
