'use client';

import type { FormEvent } from 'react';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Select } from '#components/ui/select';
import type { AccountDto } from '#lib/accounts/contract';
import { type MissingQuery, readQuestion } from '#lib/missing/contract';

/** What is missing. The question is the page's address, so that it can be gone back to. */
export function QuestionForm({
  account,
  accounts,
  given,
  today,
  onAsk,
}: {
  account: AccountDto;
  accounts: AccountDto[];
  /** As the page's address names it, if only in part. */
  given: Readonly<Record<string, string>>;
  today: string;
  onAsk: (accountId: string, question: MissingQuery | null) => void;
}) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onAsk(account.id, readQuestion(Object.fromEntries(new FormData(event.currentTarget))));
  };
  return (
    <form onSubmit={submit} className="mb-10 grid gap-4 sm:grid-cols-2">
      <Field label="Account">
        <Select
          value={account.id}
          onValueChange={(id) => onAsk(id, readQuestion(given))}
          options={accounts.map(({ id, name, mask }) => ({
            value: id,
            label: mask ? `${name} ••${mask}` : name,
          }))}
        />
      </Field>
      <Field label="When, about">
        <Input type="date" name="date" required max={today} defaultValue={given.date} />
      </Field>
      <Field label="Amount" optional hint="Without a sign.">
        <Input
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          pattern="\d{1,12}([.,]\d{1,8})?"
          title="An amount such as 12.99"
          placeholder="12.99"
          defaultValue={given.amount}
        />
      </Field>
      <Field label="Merchant or text" optional hint="A part of it is enough.">
        <Input name="text" maxLength={100} autoComplete="off" defaultValue={given.text} />
      </Field>
      <div className="sm:col-span-2">
        <Button type="submit" variant="primary">
          Look for it
        </Button>
      </div>
    </form>
  );
}
