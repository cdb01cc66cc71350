'use client';

import { useMemo } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { useIsOwner } from '#components/members/membership';
import { Combobox } from '#components/ui/combobox';
import { Field } from '#components/ui/field';
import { useAttempt } from '#lib/client/use-attempt';
import { currenciesByExponent } from '#lib/money/currency';
import type { CurrenciesDto } from '#lib/rates/contract';
import { rateActions } from '#lib/rates/hooks';
import { sayChanged } from './decide-rates.ts';

/** What totals are in, which an owner of the household decides. */
export function BaseField({ base: { currency, isChosen } }: { base: CurrenciesDto['base'] }) {
  const { problem, attempt } = useAttempt();
  const options = useMemo(() => [usual, ...listCurrencies()], []);
  if (!useIsOwner()) {
    return (
      <p>
        {currency}
        <span className="ml-3 text-ink-soft text-sm">
          {isChosen ? 'An owner of the household chose it.' : suggested}
        </span>
      </p>
    );
  }
  const choose = (value: string) =>
    attempt(async () => {
      const chosen = value === usual.value ? null : value;
      const label = chosen ? `Totals are in ${chosen}` : 'Totals are in what most accounts are in';
      sayChanged(label, await rateActions.setBase({ currency: chosen }));
    });
  return (
    <>
      <Field
        label="Currency"
        hint={isChosen ? undefined : `${currency} now. ${suggested}`}
        className="max-w-xs"
      >
        <Combobox
          options={options}
          value={isChosen ? currency : usual.value}
          onValueChange={choose}
          searchLabel="Find a currency by its code"
          emptyText="No currency has that code."
        />
      </Field>
      <FormMessage text={problem} />
    </>
  );
}

const suggested = 'It is what most of your accounts are in.';
const usual = { value: 'usual', label: 'What most accounts are in' };

function listCurrencies() {
  const names = new Intl.DisplayNames('en-US', { type: 'currency' });
  return currenciesByExponent
    .flatMap(({ currencies }) => currencies)
    .sort()
    .map((value) => ({ value, label: value, aside: names.of(value) }));
}
