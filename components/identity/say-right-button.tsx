'use client';

import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import { overlayOnDemand } from '#components/ui/on-demand';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import type { FactDto } from '#lib/identity/contract';
import { factWords } from './identity-words.ts';

const RightDialog = overlayOnDemand(
  () => import('./right-dialog.tsx').then((file) => file.RightDialog),
  ({ open }) => open,
);

/** Asks which values of one kind are right. */
export function SayRightButton({
  fact,
  variant = 'secondary',
}: {
  fact: FactDto;
  variant?: 'secondary' | 'ghost';
}) {
  const [open, setOpen] = useState(false);
  const mayChange = useMayChange();
  if (!mayChange) return null;
  return (
    <>
      <Button size="sm" variant={variant} onClick={() => setOpen(true)}>
        Say what is right<VisuallyHidden>: {factWords[fact.kind].many}</VisuallyHidden>
      </Button>
      <RightDialog fact={fact} open={open} onOpenChange={setOpen} />
    </>
  );
}
