'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { overlayOnDemand } from '#components/ui/on-demand';
import { SectionHeading } from '#components/ui/section-heading';

const ChangePasswordDialog = overlayOnDemand(
  () => import('./change-password-dialog.tsx').then((file) => file.ChangePasswordDialog),
  ({ open }) => open,
);

/** @param hasPassword  whoever signs in by the OIDC provider need not have one */
export function PasswordSection({ hasPassword }: { hasPassword: boolean }) {
  const [changing, setChanging] = useState(false);
  return (
    <section aria-labelledby="password" className="mb-10">
      <SectionHeading id="password">Password</SectionHeading>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 pt-3">
        <p className="min-w-0 flex-1 basis-64 text-ink-soft">
          {hasPassword
            ? 'A new one signs you out everywhere else.'
            : 'You have none. With one you can sign in here also when the provider cannot be reached.'}
        </p>
        <Button size="sm" onClick={() => setChanging(true)}>
          {hasPassword ? 'Change password' : 'Set a password'}
        </Button>
      </div>
      <ChangePasswordDialog isFirst={!hasPassword} open={changing} onOpenChange={setChanging} />
    </section>
  );
}
