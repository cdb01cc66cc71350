'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button';
import { DateField } from '#components/ui/date-field';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Select } from '#components/ui/select';
import type { AccountDto } from '#lib/accounts/contract';
import { civilDateSchema } from '#lib/dates/civil-date';
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
  const [date, setDate] = useState(civilDateSchema.safeParse(given.date).data ?? null);
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
      <DateField
        label="When, about"
        name="date"
        required
        value={date}
        onValueChange={setDate}
        today={today}
        max={today}
      />
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
