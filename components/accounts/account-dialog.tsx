'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { z } from 'zod';
import { FormMessage } from '#components/auth/form-message';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { MoneyField } from '#components/ui/money-field';
import { Select } from '#components/ui/select';
import { type AccountKind, accountKinds, isValued } from '#lib/accounts/account-kinds';
import type { AccountDto } from '#lib/accounts/contract';
import { accountActions } from '#lib/accounts/hooks';
import { useForm } from '#lib/client/use-form';
import type { CivilDate } from '#lib/dates/civil-date';
import { isOfficialCurrency, unnamedCurrency } from '#lib/money/currency';
import { toDecimal } from '#lib/money/minor';
import { parseAmount } from '#lib/money/parse-amount';

type DialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Makes an account that no bank reports, or changes one. */
export function AccountDialog({
  account,
  today,
  open,
  onOpenChange,
}: DialogProps & {
  /** The one to change; null for a new one. */
  account: AccountDto | null;
  today: CivilDate;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={account ? 'Edit account' : 'Add an account by hand'}
        description={
          account
            ? undefined
            : 'For cash, for a bank that cannot be linked, or for what you own or owe: a home, a car, a loan.'
        }
      >
        <AccountForm account={account} today={today} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function AccountForm({
  account,
  today,
  onDone,
}: {
  account: AccountDto | null;
  today: CivilDate;
  onDone: () => void;
}) {
  const opening = account?.byHand?.opening;
  const [kind, setKind] = useState<AccountKind>(account?.byHand?.kind ?? 'cash');
  const [openingMinor, setOpeningMinor] = useState<number | null>(opening?.minor ?? 0);
  const [code, setCode] = useState(opening?.currency ?? 'USD');
  const router = useRouter();
  const form = useForm(
    ['name', 'opening', 'currency'],
    async ({ name, opening: minor }) => {
      const input = { name, kind, openingMinor: Number(minor) };
      if (account) {
        await accountActions.update(account.id, input);
      } else {
        const dated = isValued(kind) ? { valuedOn: today } : {};
        const { id } = await accountActions.create({ ...input, ...dated, currency: code });
        router.push(`/accounts/${id}`);
      }
      onDone();
    },
    { loadSchema: async () => formSchema },
  );
  const changeCode = (next: string) => {
    setCode(next);
    setOpeningMinor((minor) => minor && rescale(minor, currencyOf(code), currencyOf(next)));
  };
  const owed = kind === 'credit card' || kind === 'loan';
  const isNewValue = account === null && isValued(kind);
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
        <MoneyField
          label={isNewValue ? 'Worth today' : owed ? 'Owed at the start' : 'Balance at the start'}
          hint={isNewValue ? 'Other days can follow.' : 'Before the first transaction you enter.'}
          name="opening"
          currency={currencyOf(code)}
          minor={openingMinor}
          onMinorChange={setOpeningMinor}
          allowNegative
          error={form.fields.opening}
        />
        <Field label="Currency" error={form.fields.currency}>
          <Input
            name="currency"
            value={code}
            onChange={({ target }) => changeCode(target.value.toUpperCase())}
            readOnly={account !== null}
            maxLength={3}
            autoComplete="off"
            autoCapitalize="characters"
          />
        </Field>
      </div>
      <div className="h-2" />
      <FormMessage text={form.message} />
      <DialogActions submitLabel={account ? 'Save' : 'Add account'} busy={form.busy} />
    </form>
  );
}

/** Of a code, or of what is not one yet. */
function currencyOf(code: string): string {
  return isOfficialCurrency(code) ? code : unnamedCurrency;
}

/** The same number of another currency, which may have other decimals; null where it has too few. */
function rescale(minor: number, from: string, to: string): number | null {
  return parseAmount(toDecimal(BigInt(minor), from), to, '.');
}

const formSchema = z.object({
  name: z.string().trim().min(1, 'Give it a name.').max(100),
  /** Minor units. */
  opening: z.string().regex(/^-?\d+$/, 'Enter an amount.'),
  currency: z.string().refine(isOfficialCurrency, 'A code such as USD.'),
});

const kindWords: Record<AccountKind, string> = {
  cash: 'Cash',
  checking: 'Checking',
  savings: 'Savings',
  'credit card': 'Credit card',
  loan: 'Loan',
  investment: 'Investment',
  home: 'Home',
  car: 'Car',
  valuables: 'Other valuables',
  other: 'Something else',
};
