'use client';

import { CheckChoice } from '#components/ui/check-choice';
import { Field } from '#components/ui/field';
import { Select } from '#components/ui/select';
import type { AccountDto } from '#lib/accounts/contract';
import type { DateOrder, ImportPreview, Mapping } from '#lib/imports/contract';
import { type MappedField, mappedFields } from '#lib/imports/mapped-fields';

const shownLines = 4;
const ignored = 'ignored';

/** How a file is read: into which account, what each column is, how days and amounts are written. */
export function MappingForm({
  preview,
  mapping,
  sheet,
  isTable,
  accounts,
  accountId,
  onChange,
}: {
  preview: ImportPreview;
  mapping: Mapping;
  sheet: number;
  /** The file does not say itself what its columns are. */
  isTable: boolean;
  accounts: AccountDto[];
  accountId: string;
  onChange: (patch: Partial<{ accountId: string; mapping: Mapping; sheet: number }>) => void;
}) {
  const set = (patch: Partial<Mapping>) => onChange({ mapping: { ...mapping, ...patch } });
  return (
    <div className="flex flex-col gap-6">
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="Into account">
          <Select
            value={accountId}
            onValueChange={(id) => onChange({ accountId: id })}
            options={accounts.map(({ id, name, mask }) => ({
              value: id,
              label: mask ? `${name} ••${mask}` : name,
            }))}
          />
        </Field>
        {preview.sheets.length > 1 ? (
          <Field label="Account in the file">
            <Select
              value={String(sheet)}
              onValueChange={(at) => onChange({ sheet: Number(at) })}
              options={preview.sheets.map((label, at) => ({
                value: String(at),
                label: label ?? `Account ${at + 1}`,
              }))}
            />
          </Field>
        ) : null}
        <Field label="Dates are written">
          <Select
            value={mapping.dateOrder}
            onValueChange={(order) => set({ dateOrder: order as DateOrder })}
            options={dateOptions}
          />
        </Field>
        <Field label="Amounts are written">
          <Select
            value={mapping.decimalMark}
            onValueChange={(mark) => set({ decimalMark: mark as Mapping['decimalMark'] })}
            options={markOptions}
          />
        </Field>
      </div>
      {isTable ? <Columns preview={preview} mapping={mapping} onChange={set} /> : null}
      <CheckChoice
        label="Turn the signs around"
        hint="For files that write what was spent as positive."
        checked={mapping.reversed}
        onCheckedChange={(reversed) => set({ reversed })}
      />
    </div>
  );
}

function Columns({
  preview: { columns, lines },
  mapping,
  onChange,
}: {
  preview: ImportPreview;
  mapping: Mapping;
  onChange: (patch: Partial<Mapping>) => void;
}) {
  const fieldOf = (column: number) => mappedFields.find((field) => mapping[field] === column);
  const choose = (column: number, field: string) => {
    const cleared = mappedFields.filter((each) => mapping[each] === column || each === field);
    const patch = Object.fromEntries(cleared.map((each) => [each, null]));
    onChange({ ...patch, ...(field !== ignored && { [field]: column }) });
  };
  return (
    <div className="relative overflow-x-auto rounded-md border border-line">
      <table className="w-max min-w-full text-left text-sm">
        <thead className="bg-sunken">
          <tr>
            {columns.map((name, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
              <th key={column} scope="col" className="px-2 pt-2 pb-1.5 align-bottom font-medium">
                <span className="block max-w-48 truncate px-1 pb-1 text-ink-soft text-xs">
                  {name}
                </span>
                <Select
                  aria-label={`Column ${name}`}
                  value={fieldOf(column) ?? ignored}
                  onValueChange={(field) => choose(column, field)}
                  options={fieldOptions}
                  className="min-w-36"
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, shownLines).map(({ line, cells }) => (
            <tr key={line} className="border-line border-t">
              {columns.map((_, column) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
                  key={column}
                  className={fieldOf(column) ? 'px-3 py-1.5' : 'px-3 py-1.5 text-ink-faint'}
                >
                  <span className="block max-w-64 truncate">{cells[column]}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const fieldWords: Record<MappedField, string> = {
  date: 'Date',
  amount: 'Amount',
  moneyIn: 'Money in',
  moneyOut: 'Money out',
  name: 'Description',
  note: 'Note',
  category: 'Category',
  reference: 'Reference',
  currency: 'Currency',
  tags: 'Tags',
  reviewed: 'Reviewed',
  hidden: 'Hidden',
};

const fieldOptions = [
  { value: ignored, label: 'Not imported' },
  ...mappedFields.map((field) => ({ value: field, label: fieldWords[field] })),
];

const dateOptions = [
  { value: 'mdy', label: 'Month, day, year' },
  { value: 'dmy', label: 'Day, month, year' },
  { value: 'ymd', label: 'Year, month, day' },
];

const markOptions = [
  { value: '.', label: '1,234.50' },
  { value: ',', label: '1.234,50' },
];
