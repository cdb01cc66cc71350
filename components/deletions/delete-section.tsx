'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { SectionHeading } from '#components/ui/section-heading';
import { DeleteAccountDialog } from './delete-account-dialog.tsx';
import { DeleteHouseholdDialog } from './delete-household-dialog.tsx';

/** The end of an account, or of a household. */
export function DeleteSection({ owner }: { owner: boolean }) {
  const [open, setOpen] = useState<'account' | 'household' | null>(null);
  const close = (isOpen: boolean) => {
    if (!isOpen) setOpen(null);
  };
  return (
    <section aria-labelledby="delete" className="mb-12">
      <SectionHeading id="delete">Delete</SectionHeading>
      <p className="max-w-prose py-4 text-ink-soft">
        First the access to your banks is ended, and Plaid has to confirm it. Then everything is
        deleted, and nothing stays behind. This cannot be undone: make an export before if you may
        want anything back.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setOpen('account')}>Delete your account</Button>
        {owner ? <Button onClick={() => setOpen('household')}>Delete this household</Button> : null}
      </div>
      <DeleteAccountDialog open={open === 'account'} onOpenChange={close} />
      {owner ? <DeleteHouseholdDialog open={open === 'household'} onOpenChange={close} /> : null}
    </section>
  );
}
