'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import type { HouseholdInput } from '#lib/households/contract';
import { NameDialog } from './name-dialog.tsx';

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
