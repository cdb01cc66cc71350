'use client';

import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { MoneyField } from '#components/ui/money-field';
import { MultiCombobox } from '#components/ui/multi-combobox';
import { SectionHeading } from '#components/ui/section-heading';
import { Select } from '#components/ui/select';
import { useRuleSources } from '#lib/rules/hooks';
import type { FieldsProps } from './rule-dialog.tsx';
import { toAccountOptions, toCodeOptions } from './source-options.ts';

/** Which transactions a rule means. */
export function WhenFields({ draft, problems, onChange }: FieldsProps) {
  const { accounts, mappings } = useRuleSources();
  const currencies = new Set([
    draft.currency,
    ...accounts.flatMap(({ current }) => current?.currency ?? []),
  ]);
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="contents">
        <SectionHeading level={3} className="sm:col-span-2">
          When all of this is so
        </SectionHeading>
      </legend>
      <Field label="The merchant is" error={problems['when.merchant']}>
        <Input
          value={draft.merchant}
          placeholder="Anybody"
          maxLength={100}
          autoComplete="off"
          onChange={({ target }) => onChange({ merchant: target.value })}
        />
      </Field>
      <Field label="Merchant or bank’s text has" error={problems['when.text']}>
        <Input
          value={draft.text}
          placeholder="Anything"
          maxLength={100}
          autoComplete="off"
          onChange={({ target }) => onChange({ text: target.value })}
        />
      </Field>
      <div className="grid grid-cols-2 items-start gap-2 sm:grid-cols-[1fr_1fr_auto]">
        <MoneyField
          label="Amount from"
          currency={draft.currency}
          minor={draft.minMinor}
          error={problems['when.minMinor']}
          onMinorChange={(minMinor) => onChange({ minMinor })}
        />
        <MoneyField
          label="To"
          currency={draft.currency}
          minor={draft.maxMinor}
          error={problems['when.maxMinor']}
          onMinorChange={(maxMinor) => onChange({ maxMinor })}
        />
        <Select
          aria-label="Currency of the amounts"
          className="col-span-2 sm:col-span-1 sm:mt-6.5 sm:w-22"
          options={[...currencies].map((currency) => ({ value: currency, label: currency }))}
          value={draft.currency}
          onValueChange={(currency) => onChange({ currency })}
        />
      </div>
      <Field label="Direction">
        <Select
          options={directions}
          value={draft.direction}
          onValueChange={(direction) =>
            onChange({ direction: direction as typeof draft.direction })
          }
        />
      </Field>
      <Field
        label="In one of these accounts"
        hint={
          draft.hasUnseenAccounts
            ? 'And in others, which you do not see or which are gone. They stay in the rule.'
            : undefined
        }
      >
        <MultiCombobox
          searchLabel="Search accounts"
          emptyText="No account of that name."
          placeholder={draft.hasUnseenAccounts ? 'No account that you see' : 'Any account'}
          options={toAccountOptions(accounts)}
          values={draft.accountIds}
          onValuesChange={(accountIds) => onChange({ accountIds })}
        />
      </Field>
      <Field label="The bank says it is">
        <MultiCombobox
          searchLabel="Search the bank’s categories"
          emptyText="The bank has no such category."
          placeholder="Anything"
          options={toCodeOptions(mappings)}
          values={draft.plaidCodes}
          onValuesChange={(plaidCodes) => onChange({ plaidCodes })}
        />
      </Field>
    </fieldset>
  );
}

const directions = [
  { value: 'any', label: 'Money in or out' },
  { value: 'out', label: 'Money out' },
  { value: 'in', label: 'Money in' },
];
