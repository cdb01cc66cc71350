'use client';

import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { addDays, civilDateSchema, formatCivilDate, lastDayOfMonth } from '#lib/dates/civil-date';
import type { TransactionFilter } from '#lib/transactions/contract';
import { FilterPopover } from './filter-popover.tsx';

type Days = Pick<TransactionFilter, 'from' | 'to'>;

/** The first and the last day a list shows. */
export function DateFilter({
  filter,
  today,
  onChange,
}: {
  filter: TransactionFilter;
  today: string;
  onChange: (filter: TransactionFilter) => void;
}) {
  const choose = (days: Days) => onChange({ ...filter, from: undefined, to: undefined, ...days });
  const chosen = periods(today).find(({ days }) => isSame(days, filter));
  return (
    <FilterPopover label="Dates" words={chosen?.label ?? dateWords(filter, today)}>
      <div className="flex flex-wrap gap-2">
        {periods(today).map(({ label, days }) => (
          <Button
            key={label}
            size="sm"
            variant={label === chosen?.label ? 'primary' : 'secondary'}
            onClick={() => choose(days)}
          >
            {label}
          </Button>
        ))}
      </div>
      {(['from', 'to'] as const).map((end) => (
        <Field key={end} label={end === 'from' ? 'First day' : 'Last day'}>
          <Input
            type="date"
            value={filter[end] ?? ''}
            onChange={({ target }) => {
              if (target.value && !civilDateSchema.safeParse(target.value).success) return;
              choose({ from: filter.from, to: filter.to, [end]: target.value || undefined });
            }}
          />
        </Field>
      ))}
    </FilterPopover>
  );
}

function periods(today: string): { label: string; days: Days }[] {
  const monthStart = `${today.slice(0, 7)}-01`;
  const lastMonth = addDays(monthStart, -1);
  return [
    { label: 'Any date', days: {} },
    { label: 'This month', days: { from: monthStart, to: lastDayOfMonth(today) } },
    { label: 'Last month', days: { from: `${lastMonth.slice(0, 7)}-01`, to: lastMonth } },
    { label: 'Last 90 days', days: { from: addDays(today, -89), to: today } },
    {
      label: 'This year',
      days: { from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-31` },
    },
  ];
}

function isSame(days: Days, { from, to }: Days): boolean {
  return days.from === from && days.to === to;
}

function dateWords({ from, to }: Days, today: string): string {
  const say = (date: string) => formatCivilDate(date, today, 'short');
  if (from && to) return from === to ? say(from) : `${say(from)} – ${say(to)}`;
  if (from) return `From ${say(from)}`;
  return to ? `Up to ${say(to)}` : 'Any date';
}
