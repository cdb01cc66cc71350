'use client';

import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import type { CivilDate } from '#lib/dates/civil-date';
import { RateDialog } from './rate-dialog.tsx';

/** The way to enter a rate, for whoever may. */
export function EnterRateButton({
  pair,
  today,
  size,
  named = false,
}: {
  pair: { from: string; to: string };
  today: CivilDate;
  size?: 'sm';
  /** Says to screen readers of which pair, where several stand together. */
  named?: boolean;
}) {
  const [open, setOpen] = useState(false);
  if (!useMayChange()) return null;
  return (
    <>
      <Button size={size} onClick={() => setOpen(true)}>
        Enter a rate
        {named ? (
          <VisuallyHidden>
            {' '}
            of {pair.from} to {pair.to}
          </VisuallyHidden>
        ) : null}
      </Button>
      {open ? (
        <RateDialog rate={null} pair={pair} today={today} onLeave={() => setOpen(false)} />
      ) : null}
    </>
  );
}
