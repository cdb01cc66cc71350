'use client';

import { useState } from 'react';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import type { TransactionDetailDto } from '#lib/transactions/contract';
import { decideMerchant, targetOf } from './decisions.ts';
import { SourceHint } from './source-hint.tsx';

/** What the transaction is called; saved with Enter or on leaving, dropped with Escape. */
export function MerchantField({ transaction }: { transaction: TransactionDetailDto }) {
  const { merchant, otherwise } = transaction;
  const [draft, setDraft] = useState<string | null>(null);
  const save = () => {
    const name = draft?.trim();
    if (name !== undefined && name !== merchant) void decideMerchant(targetOf(transaction), name);
    setDraft(null);
  };
  return (
    <Field
      label="Name"
      hint={
        <SourceHint transaction={transaction} field="merchant" otherwise={otherwise.merchant} />
      }
    >
      <Input
        value={draft ?? merchant}
        maxLength={200}
        placeholder="No name"
        onChange={({ target }) => setDraft(target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
          if (event.key !== 'Escape' || draft === null) return;
          // The text first; the drawer with the next press.
          event.stopPropagation();
          event.nativeEvent.stopImmediatePropagation();
          setDraft(null);
        }}
      />
    </Field>
  );
}
