'use client';

import { EndingDialog } from '#components/auth/ending-dialog';
import { toast } from '#components/ui/toast';
import type { ItemDto } from '#lib/items/contract';
import { useItemActions } from '#lib/items/hooks';

/** Ends a connection; its history is kept unless the person says otherwise. */
export function DisconnectDialog({
  item,
  open,
  onOpenChange,
  onDone,
}: {
  item: Pick<ItemDto, 'id'> & { institution: Pick<ItemDto['institution'], 'name'> };
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Once it is on its way, for what does not follow connections by itself. */
  onDone?: () => void;
}) {
  const { disconnect } = useItemActions();
  const { name } = item.institution;
  return (
    <EndingDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Disconnect ${name}?`}
      description="Plumbline ends its access at Plaid and stops fetching. Accounts and transactions that are here stay, as history that no longer counts in net worth."
      verb="Disconnect"
      deleteLabel="Also delete its accounts and transactions"
      onConfirm={async (input) => {
        await disconnect(item.id, input);
        toast({ title: `${name} is being disconnected` });
        onDone?.();
      }}
    />
  );
}
