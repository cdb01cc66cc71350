'use client';

import { Plus } from 'lucide-react';
import { useIsSample, useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import { useLink } from './link-session.tsx';

/** Links a new bank; nothing for whoever only looks. */
export function LinkBankButton({ variant = 'primary' }: { variant?: 'primary' | 'secondary' }) {
  const { start, busy } = useLink({ purpose: 'link' });
  const mayChange = useMayChange();
  const isSample = useIsSample();
  if (!mayChange || isSample) return null;
  return (
    <Button variant={variant} loading={busy} onClick={start}>
      <Plus aria-hidden="true" />
      Link a bank
    </Button>
  );
}
