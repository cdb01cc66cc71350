'use client';

import { useState } from 'react';
import { offerUndo } from '#components/shell/undo';
import { Button } from '#components/ui/button';
import { overlayOnDemand } from '#components/ui/on-demand';
import { entryActions } from '#lib/entries/hooks';
import type { TransactionDetailDto } from '#lib/transactions/contract';
import { tryTo } from './try-to.ts';

const EntryDialog = overlayOnDemand(
  () => import('./entry-dialog.tsx').then((file) => file.EntryDialog),
  ({ open }) => open,
);

/** Changes or deletes a transaction that a person entered. */
export function EntryActions({
  transaction: { id, account, amount, bankDate, bankText },
  today,
  onDeleted,
}: {
  transaction: TransactionDetailDto;
  today: string;
  onDeleted: () => void;
}) {
  const [editing, setEditing] = useState(false);
  const remove = async () => {
    // First: what is shown would be looked for again when it is gone.
    onDeleted();
    await tryTo('Not deleted', async () => {
      await entryActions.remove(id);
      offerUndo(`${bankText}: deleted`, () => entryActions.restore(id));
    });
  };
  return (
    <div className="mt-6 flex gap-2">
      <Button size="sm" onClick={() => setEditing(true)}>
        Edit
      </Button>
      <Button size="sm" variant="ghost" onClick={() => void remove()}>
        Delete
      </Button>
      <EntryDialog
        accountId={account.id}
        currency={amount.currency}
        entry={{ id, date: bankDate, name: bankText, minor: amount.minor }}
        today={today}
        open={editing}
        onOpenChange={setEditing}
      />
    </div>
  );
}
