'use client';

import { Tag } from 'lucide-react';
import { useState } from 'react';
import { Amount } from '#components/ui/amount';
import { Chip } from '#components/ui/chip';
import { Combobox } from '#components/ui/combobox';
import { DateField } from '#components/ui/date-field';
import { Field } from '#components/ui/field';
import { MoneyField } from '#components/ui/money-field';
import { MultiCombobox } from '#components/ui/multi-combobox';
import { PercentField } from '#components/ui/percent-field';
import { PeriodPicker } from '#components/ui/period-picker';
import { designToday } from './sample-data.ts';
import { Row } from './specimen.tsx';

const categories = [
  { value: 'none', label: 'No category' },
  { value: 'food', label: 'Food & drink', group: 'Food & drink' },
  { value: 'coffee', label: 'Coffee', group: 'Food & drink' },
  { value: 'groceries', label: 'Groceries', group: 'Food & drink' },
  { value: 'rent', label: 'Rent', group: 'Home' },
  { value: 'old', label: 'Old category', group: 'Home', disabled: true },
  ...Array.from({ length: 120 }, (_, index) => ({
    value: `c${index}`,
    label: `Category ${index + 1}`,
    group: 'Many',
  })),
];

const tags = ['travel', 'reimburse', 'kitchen', 'gift'];

export function ValueSpecimens() {
  const [category, setCategory] = useState('coffee');
  const [names, setNames] = useState(tags);
  const [chosen, setChosen] = useState(['travel', 'gift']);
  const icon = <Tag aria-hidden="true" className="text-ink-faint" />;
  return (
    <>
      <Field label="Category">
        <Combobox
          searchLabel="Search categories"
          emptyText="No category of that name."
          options={categories}
          value={category}
          onValueChange={setCategory}
        />
      </Field>
      <Field label="Tags" hint="Type a new name to make one.">
        <MultiCombobox
          searchLabel="Search tags"
          emptyText="No tag of that name."
          placeholder="Add a tag"
          options={names.map((name) => ({ value: name, label: name, icon }))}
          values={chosen}
          onValuesChange={setChosen}
          onCreate={(name) => {
            setNames([...names, name]);
            setChosen([...chosen, name]);
          }}
        />
      </Field>
      <Field label="Account" error="Choose the account it was paid from.">
        <Combobox
          searchLabel="Search accounts"
          emptyText="No account of that name."
          placeholder="Choose one"
          options={[{ value: 'a', label: 'Everyday Checking' }]}
          value=""
          onValueChange={() => undefined}
        />
      </Field>
      <Row label="chip: removable, with an icon, long">
        <Chip onRemove={() => undefined}>Pending</Chip>
        <Chip icon={icon}>travel</Chip>
        <Chip onRemove={() => undefined} className="max-w-40">
          Everyday Checking of the household
        </Chip>
      </Row>
    </>
  );
}

export function TypedSpecimens() {
  const [minor, setMinor] = useState<number | null>(1250);
  const [date, setDate] = useState<string | null>(designToday);
  const [period, setPeriod] = useState<{ from: string | null; to: string | null }>({
    from: null,
    to: null,
  });
  return (
    <>
      <MoneyField
        label="Amount"
        currency="USD"
        minor={minor}
        onMinorChange={setMinor}
        allowNegative
        hint="Or a sum: 12.50+3*2"
      />
      <p className="text-ink-soft text-sm">
        Stands for <Amount minor={minor} currency="USD" />
      </p>
      <MoneyField label="Limit" currency="JPY" minor={null} onMinorChange={() => undefined} />
      <PercentField label="Share" hundredths={3_333} onHundredthsChange={() => undefined} />
      <DateField
        label="Date"
        value={date}
        onValueChange={setDate}
        today={designToday}
        max={designToday}
        hint="Typed, or from the calendar."
      />
      <DateField
        label="Due"
        value={null}
        onValueChange={() => undefined}
        today={designToday}
        error="Say when it is due."
      />
      <Row label="period, quiet like the other filters">
        <PeriodPicker label="Dates" value={period} onValueChange={setPeriod} today={designToday} />
      </Row>
    </>
  );
}
