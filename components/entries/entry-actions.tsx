'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { entryActions } from '#lib/entries/hooks';
import type { TransactionDetailDto } from '#lib/transactions/contract';
import { EntryDialog } from './entry-dialog.tsx';

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
    try {
      await entryActions.remove(id);
    } catch (error) {
      toast({ tone: 'danger', title: 'Not deleted', description: describeError(error) });
      return;
    }
    onDeleted();
    toast({
      title: `${bankText} is deleted`,
      action: { label: 'Undo', onClick: () => void restore(id) },
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

async function restore(id: string): Promise<void> {
  try {
    await entryActions.restore(id);
  } catch (error) {
    toast({ tone: 'danger', title: 'Not brought back', description: describeError(error) });
  }
}
