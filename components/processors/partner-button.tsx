'use client';

import { useState } from 'react';
import { useIsSample, useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import { overlayOnDemand } from '#components/ui/on-demand';

const PartnerDialog = overlayOnDemand(
  () => import('./partner-dialog.tsx').then((file) => file.PartnerDialog),
  ({ open }) => open,
);

/** Opens an account to a partner of Plaid's. */
export function PartnerButton({ accountId, account }: { accountId: string; account: string }) {
  const [open, setOpen] = useState(false);
  const mayChange = useMayChange();
  const isSample = useIsSample();
  if (!mayChange || isSample) return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Open to a partner
      </Button>
      <PartnerDialog accountId={accountId} account={account} open={open} onOpenChange={setOpen} />
    </>
  );
}
