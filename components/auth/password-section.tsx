'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { SectionHeading } from '#components/ui/section-heading';
import { ChangePasswordDialog } from './change-password-dialog.tsx';

export function PasswordSection() {
  const [changing, setChanging] = useState(false);
  return (
    <section aria-labelledby="password" className="mb-10">
      <SectionHeading id="password">Password</SectionHeading>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 pt-3">
        <p className="text-ink-soft">A new one signs you out everywhere else.</p>
        <Button size="sm" onClick={() => setChanging(true)}>
          Change password
        </Button>
      </div>
      <ChangePasswordDialog open={changing} onOpenChange={setChanging} />
    </section>
  );
}
