'use client';

import { Callout } from '#components/ui/callout';
import { requestSignUp } from '#lib/auth/hooks';
import { MailboxForm } from './mailbox-form.tsx';

/** Where mails leave: the mailbox first, so that nobody is told here who has an account. */
export function SignUpLinkForm({ invite }: { invite: string | undefined }) {
  return (
    <MailboxForm autoComplete="email" send={(email) => requestSignUp({ email, invite })}>
      {(sentTo) => (
        <Callout title="Look into your mailbox" role="status">
          A link is on its way to {sentTo}; with it you choose a name and a password. It is good for
          an hour, may take a minute, and may be taken for spam.
        </Callout>
      )}
    </MailboxForm>
  );
}
