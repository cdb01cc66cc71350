'use client';

import { useState } from 'react';
import { z } from 'zod';
import { FormMessage } from '#components/auth/form-message';
import { offerUndo } from '#components/shell/undo';
import { DateField } from '#components/ui/date-field';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import type { AccountDto } from '#lib/accounts/contract';
import { accountActions } from '#lib/accounts/hooks';
import { useForm } from '#lib/client/use-form';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';

type FormProps = { account: AccountDto; today: CivilDate };

/** Asks since when an account is closed. */
export function CloseDialog({
  open,
  onOpenChange,
  ...props
}: FormProps & { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={`Mark ${props.account.name} as closed`}
        description="From that day on it counts no more in net worth. Its history and its transactions stay."
      >
        <CloseForm {...props} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

const schema = z.object({ closedOn: civilDateSchema });

function CloseForm({ account, today, onDone }: FormProps & { onDone: () => void }) {
  const [date, setDate] = useState<CivilDate | null>(today);
  const form = useForm(
    ['closedOn'],
    async ({ closedOn }) => {
      await accountActions.update(account.id, { closedOn });
      offerUndo(`${account.name} is closed`, () =>
        accountActions.update(account.id, { closedOn: account.closedOn }),
      );
      onDone();
    },
    { loadSchema: async () => schema },
  );
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      <DateField
        label="Closed on"
        name="closedOn"
        value={date}
        onValueChange={setDate}
        today={today}
        max={today}
        error={form.fields.closedOn}
        steady
      />
      <FormMessage text={form.message} />
      <DialogActions submitLabel="Mark as closed" busy={form.busy} />
    </form>
  );
}
