'use client';

import { useMemo } from 'react';
import { toCategoryOptions } from '#components/categories/category-options';
import { Chip } from '#components/ui/chip';
import { Combobox } from '#components/ui/combobox';
import { PeriodPicker } from '#components/ui/period-picker';
import { quietStyles, Select } from '#components/ui/select';
import type { AccountDto } from '#lib/accounts/contract';
import { useCategories } from '#lib/categories/hooks';
import { cn } from '#lib/cn';
import type { TransactionFilter } from '#lib/transactions/contract';
import { noCategory } from '#lib/transactions/filter-url';
import { AmountFilter } from './amount-filter.tsx';
import { TagFilter } from './tag-filter.tsx';

const all = 'all';

/** The one choice that stands for four of the filter's fields. */
const states = {
  to_review: { label: 'To review', filter: { reviewed: false } },
  reviewed: { label: 'Reviewed', filter: { reviewed: true } },
  pending: { label: 'Pending', filter: { pending: true } },
  posted: { label: 'Posted', filter: { pending: false } },
  transfer: { label: 'Transfers', filter: { transfer: true } },
  no_transfer: { label: 'No transfers', filter: { transfer: false } },
  hidden: { label: 'Hidden', filter: { hidden: true } },
  visible: { label: 'Not hidden', filter: { hidden: false } },
} as const satisfies Record<string, { label: string; filter: TransactionFilter }>;
type State = keyof typeof states;
/** A link or a saved view may ask for several at once, which the choice names and leaves as they are. */
const several = 'several';

/** What a list is narrowed by beside the search, one control after the other. */
export function FilterFields({
  filter,
  accounts,
  today,
  onChange,
}: {
  filter: TransactionFilter;
  accounts: AccountDto[];
  today: string;
  onChange: (filter: TransactionFilter) => void;
}) {
  return (
    <>
      <MerchantFilter filter={filter} onChange={onChange} />
      <AccountFilter filter={filter} accounts={accounts} onChange={onChange} />
      <CategoryFilter filter={filter} onChange={onChange} />
      <TagFilter filter={filter} onChange={onChange} />
      <PeriodPicker
        label="Dates"
        value={{ from: filter.from ?? null, to: filter.to ?? null }}
        today={today}
        onValueChange={({ from, to }) =>
          onChange({ ...filter, from: from ?? undefined, to: to ?? undefined })
        }
      />
      <AmountFilter filter={filter} onChange={onChange} />
      <Select
        variant="quiet"
        aria-label="State"
        value={stateOf(filter)}
        onValueChange={(state) => {
          if (state === several) return;
          const { reviewed: _, pending: __, hidden: ___, transfer: ____, ...rest } = filter;
          onChange({ ...rest, ...(state === all ? {} : states[state as State].filter) });
        }}
        options={stateOptions(filter)}
      />
    </>
  );
}

type PartProps = { filter: TransactionFilter; onChange: (filter: TransactionFilter) => void };

export function AccountFilter({
  filter,
  accounts,
  onChange,
}: PartProps & { accounts: AccountDto[] }) {
  return (
    <Select
      variant="quiet"
      aria-label="Account"
      value={filter.accountId ?? all}
      onValueChange={(id) => onChange({ ...filter, accountId: id === all ? undefined : id })}
      options={accountOptions(accounts, filter.accountId)}
    />
  );
}

/** Set by a link that leads here; here it can only be let go. */
export function MerchantFilter({ filter: { merchant, ...others }, onChange }: PartProps) {
  if (!merchant) return null;
  return (
    <Chip
      onRemove={() => onChange(others)}
      removeLabel="All merchants, not only"
      className="mx-2.5"
    >
      {merchant}
    </Chip>
  );
}

export function CategoryFilter({ filter, onChange }: PartProps) {
  const categories = useCategories();
  const chosenId = filter.categoryId;
  const options = useMemo(
    () => [
      { value: all, label: 'Any category' },
      { value: noCategory, label: 'No category' },
      ...toCategoryOptions(categories ?? [], chosenId),
      ...(categories || !chosenId ? [] : [{ value: chosenId, label: 'Category' }]),
    ],
    [categories, chosenId],
  );
  return (
    <Combobox
      aria-label="Category"
      searchLabel="Search categories"
      emptyText="No category of that name."
      value={chosenId ?? all}
      options={options}
      onValueChange={(id) => onChange({ ...filter, categoryId: id === all ? undefined : id })}
      className={cn(quietStyles, 'w-auto border-transparent bg-transparent')}
    />
  );
}

function statesOf(filter: TransactionFilter): State[] {
  return (Object.keys(states) as State[]).filter((state) =>
    Object.entries(states[state].filter).every(
      ([field, value]) => filter[field as keyof TransactionFilter] === value,
    ),
  );
}

function stateOf(filter: TransactionFilter): State | typeof all | typeof several {
  const [state = all, ...others] = statesOf(filter);
  return others.length > 0 ? several : state;
}

function stateOptions(filter: TransactionFilter) {
  const asked = statesOf(filter);
  return [
    { value: all, label: 'Any state' },
    ...(asked.length > 1
      ? [{ value: several, label: asked.map((state) => states[state].label).join(', ') }]
      : []),
    ...Object.entries(states).map(([value, { label }]) => ({ value, label })),
  ];
}

function accountOptions(accounts: AccountDto[], chosenId: string | undefined) {
  const toOption = ({ id, name, mask }: AccountDto) => ({
    value: id,
    label: mask ? `${name} ••${mask}` : name,
  });
  const past = accounts.filter(({ connected }) => !connected);
  const isUnknown = chosenId !== undefined && !accounts.some(({ id }) => id === chosenId);
  return [
    { value: all, label: 'All accounts' },
    ...(isUnknown ? [{ value: chosenId, label: 'Unknown account' }] : []),
    ...accounts.filter(({ connected }) => connected).map(toOption),
    ...(past.length > 0 ? [{ label: 'No longer connected', options: past.map(toOption) }] : []),
  ];
}
