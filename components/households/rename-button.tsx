'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { overlayOnDemand } from '#components/ui/on-demand';
import type { HouseholdInput } from '#lib/households/contract';

const NameDialog = overlayOnDemand(
  () => import('./name-dialog.tsx').then((file) => file.NameDialog),
  ({ open }) => open,
);

export function RenameButton({
  name,
  onRename,
}: {
  name: string;
  onRename: (input: HouseholdInput) => Promise<void>;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Rename</Button>
      <NameDialog
        key={String(open)}
        open={open}
        onOpenChange={setOpen}
        title="Rename the household"
        name={name}
        submitLabel="Rename"
        onSubmit={onRename}
      />
    </>
  );
}
