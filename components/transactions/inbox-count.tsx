'use client';

import { VisuallyHidden } from '#components/ui/visually-hidden';
import { useInboxCount } from '#lib/transactions/hooks';
import { inboxCountLimit } from '#lib/transactions/limits';

/** How many transactions wait to be reviewed, beside the place in the navigation; nothing when none do. */
export function InboxCount() {
  const count = useInboxCount();
  if (!count) return null;
  return (
    <>
      <span aria-hidden="true">{count < inboxCountLimit ? count : `${inboxCountLimit - 1}+`}</span>
      <VisuallyHidden>
        {`, ${count < inboxCountLimit ? count : `more than ${inboxCountLimit - 1}`} to review`}
      </VisuallyHidden>
    </>
  );
}
