'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button';
import { DateField } from '#components/ui/date-field';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { MoneyField } from '#components/ui/money-field';
import { Select } from '#components/ui/select';
import type { AccountDto } from '#lib/accounts/contract';
import type { MissingQuery } from '#lib/missing/contract';
import { readDate, readQuestion } from '#lib/missing/question-url';
import { unnamedCurrency } from '#lib/money/currency';
import { toDecimal } from '#lib/money/minor';
import { parseAmount } from '#lib/money/parse-amount';

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
  const [date, setDate] = useState(readDate(given));
  const currency = account.current?.currency ?? unnamedCurrency;
  const [minor, setMinor] = useState(given.amount ? parseAmount(given.amount, currency) : null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { minor: sent, ...fields } = Object.fromEntries(new FormData(event.currentTarget));
    const amount = sent ? toDecimal(BigInt(String(sent)), currency) : undefined;
    onAsk(account.id, readQuestion({ ...fields, amount }));
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
      <MoneyField
        label="Amount"
        optional
        hint="Without a sign."
        name="minor"
        currency={currency}
        minor={minor}
        onMinorChange={setMinor}
      />
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
