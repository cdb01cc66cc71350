'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { z } from 'zod';
import { FormMessage } from '#components/auth/form-message';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { Field } from '#components/ui/field';
import { FormActions } from '#components/ui/form-actions';
import { Input } from '#components/ui/input';
import { Select } from '#components/ui/select';
import { type AccountDto, type AccountKind, accountKinds } from '#lib/accounts/contract';
import { accountActions } from '#lib/accounts/hooks';
import { useForm } from '#lib/client/use-form';
import { isOfficialCurrency } from '#lib/money/currency';
import { formatAmount } from '#lib/money/format-amount';
import { parseAmount } from '#lib/money/parse-amount';

type DialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Makes an account that no bank reports, or changes one. */
export function AccountDialog({
  account,
  open,
  onOpenChange,
}: DialogProps & {
  /** The one to change; null for a new one. */
  account: AccountDto | null;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={account ? 'Edit account' : 'Add an account by hand'}
        description={
          account
            ? undefined
            : 'For cash, or for a bank that cannot be linked. You enter its transactions, or import them from a file.'
        }
      >
        <AccountForm account={account} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function AccountForm({ account, onDone }: { account: AccountDto | null; onDone: () => void }) {
  const opening = account?.byHand?.opening;
  const [kind, setKind] = useState<AccountKind>(account?.byHand?.kind ?? 'cash');
  const router = useRouter();
  const form = useForm(
    ['name', 'currency', 'opening'],
    async ({ name, currency, opening: text }) => {
      const openingMinor = parseAmount(text, currency.toUpperCase()) ?? 0;
      if (account) {
        await accountActions.update(account.id, { name, kind, openingMinor });
      } else {
        const input = { name, kind, openingMinor, currency: currency.toUpperCase() };
        const { id } = await accountActions.create(input);
        router.push(`/accounts/${id}`);
      }
      onDone();
    },
    { schema: formSchema },
  );
  const owed = kind === 'credit card' || kind === 'loan';
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      <Field label="Name" error={form.fields.name} steady>
        <Input name="name" defaultValue={account?.name} maxLength={100} autoComplete="off" />
      </Field>
      <Field label="Kind" className="mb-5">
        <Select
          value={kind}
          onValueChange={(value) => setKind(value as AccountKind)}
          options={accountKinds.map((value) => ({ value, label: kindWords[value] }))}
        />
      </Field>
      <div className="grid grid-cols-[minmax(0,1fr)_6rem] gap-4">
        <Field
          label={owed ? 'Owed at the start' : 'Balance at the start'}
          hint="Before the first transaction you enter."
          error={form.fields.opening}
        >
          <Input
            name="opening"
            inputMode="decimal"
            autoComplete="off"
            defaultValue={opening ? toText(opening) : '0'}
          />
        </Field>
        <Field label="Currency" error={form.fields.currency}>
          <Input
            name="currency"
            defaultValue={opening?.currency ?? 'USD'}
            readOnly={account !== null}
            maxLength={3}
            autoComplete="off"
            autoCapitalize="characters"
            className="uppercase"
          />
        </Field>
      </div>
      <div className="h-2" />
      <FormMessage text={form.message} />
      <FormActions submitLabel={account ? 'Save' : 'Add account'} busy={form.busy} />
    </form>
  );
}

const formSchema = z
  .object({
    name: z.string().trim().min(1, 'Give it a name.').max(100),
    currency: z
      .string()
      .refine((code) => isOfficialCurrency(code.toUpperCase()), 'A code such as USD.'),
    opening: z.string().trim(),
  })
  .refine(({ opening, currency }) => isAmount(opening, currency), {
    path: ['opening'],
    message: 'Write an amount such as 120.50.',
  });

function isAmount(text: string, currency: string): boolean {
  return text === '' || parseAmount(text, currency.toUpperCase()) !== null;
}

function toText({ minor, currency }: { minor: number; currency: string }): string {
  const { sign, integer, fraction } = formatAmount(minor, currency);
  return `${sign}${integer}${fraction}`;
}

const kindWords: Record<AccountKind, string> = {
  cash: 'Cash',
  checking: 'Checking',
  savings: 'Savings',
  'credit card': 'Credit card',
  loan: 'Loan',
  investment: 'Investment',
  other: 'Something else',
};
