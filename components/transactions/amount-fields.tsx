import { useState } from 'react';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { SegmentedControl } from '#components/ui/segmented-control';
import type { TransactionFilter } from '#lib/transactions/contract';
import { readFilter } from '#lib/transactions/filter-url';

type End = 'min' | 'max';
const both = 'both';

/** Which way the money went, and between which sizes. */
export function AmountFields({
  filter,
  onChange,
}: {
  filter: TransactionFilter;
  onChange: (filter: TransactionFilter) => void;
}) {
  return (
    <>
      <SegmentedControl
        label="Direction"
        value={filter.direction ?? both}
        options={[
          { value: both, label: 'In and out' },
          { value: 'in', label: 'In' },
          { value: 'out', label: 'Out' },
        ]}
        onValueChange={(direction) =>
          onChange({ ...filter, direction: direction === both ? undefined : direction })
        }
      />
      <SizeField
        label="At least"
        value={filter.min}
        onChange={(min) => onChange({ ...filter, min })}
        end="min"
      />
      <SizeField
        label="At most"
        value={filter.max}
        onChange={(max) => onChange({ ...filter, max })}
        end="max"
      />
    </>
  );
}

/** Written to the filter when it is left or Enter is pressed, so that no half number narrows a list. */
function SizeField({
  label,
  end,
  value = '',
  onChange,
}: {
  label: string;
  end: End;
  value?: string;
  onChange: (size: string | undefined) => void;
}) {
  const [draft, setDraft] = useState(value);
  const size = draft.trim().replaceAll(',', '');
  const isSize = size === '' || readFilter({ [end]: size })[end] === size;
  const write = () => {
    if (isSize && size !== value) onChange(size || undefined);
  };
  return (
    <Field label={label} error={isSize ? undefined : 'Use digits and a point: 12.99.'}>
      <Input
        inputMode="decimal"
        value={draft}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={write}
        onKeyDown={({ key }) => {
          if (key === 'Enter') write();
        }}
      />
    </Field>
  );
}
