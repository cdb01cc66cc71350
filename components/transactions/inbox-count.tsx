'use client';

import { VisuallyHidden } from '#components/ui/visually-hidden';
import { useInboxCount } from '#lib/transactions/hooks';
import { describeInbox, shortInbox } from './describe-inbox.tsx';

/** How many transactions wait to be reviewed, beside the place in the navigation; nothing when none do. */
export function InboxCount() {
  const count = useInboxCount();
  if (!count) return null;
  return (
    <>
      <span aria-hidden="true">{shortInbox(count)}</span>
      <VisuallyHidden>{`, ${describeInbox(count)} to review`}</VisuallyHidden>
    </>
  );
}
