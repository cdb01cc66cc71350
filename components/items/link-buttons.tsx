'use client';

import { KeyRound, Plus } from 'lucide-react';
import { Button } from '#components/ui/button';
import { useLink } from './use-link.tsx';

/** Links a new bank. */
export function LinkBankButton({ variant = 'primary' }: { variant?: 'primary' | 'secondary' }) {
  const { start, busy, link } = useLink({ purpose: 'link' });
  return (
    <>
      <Button variant={variant} loading={busy} onClick={start}>
        <Plus aria-hidden="true" />
        Link a bank
      </Button>
      {link}
    </>
  );
}

/** Signs in to an existing connection again, through Link's update mode. */
export function ReconnectButton({
  itemId,
  label = 'Sign in again',
  size = 'sm',
}: {
  itemId: string;
  label?: string;
  size?: 'sm' | 'md';
}) {
  const { start, busy, link } = useLink({ purpose: 'update', itemId });
  return (
    <>
      <Button size={size} loading={busy} onClick={start}>
        <KeyRound aria-hidden="true" />
        {label}
      </Button>
      {link}
    </>
  );
}
