'use client';

import { LayoutList } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '#components/ui/button';
import { onDemand } from '#components/ui/on-demand';
import type { OverviewDto } from '#lib/overview/contract';

const ArrangeDialog = onDemand(() =>
  import('./arrange-dialog.tsx').then((file) => file.ArrangeDialog),
);

/** The way to move and hide cards. */
export function ArrangeButton({ fallback }: { fallback: OverviewDto }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton label="Arrange cards" onClick={() => setOpen(true)}>
        <LayoutList />
      </IconButton>
      {open ? <ArrangeDialog fallback={fallback} onLeave={() => setOpen(false)} /> : null}
    </>
  );
}
