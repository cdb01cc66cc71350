'use client';

import { useMemo } from 'react';
import { Field } from '#components/ui/field';
import { Select } from '#components/ui/select';
import type { CategoryDto } from '#lib/categories/contract';
import { useCategories } from '#lib/categories/hooks';
import type { TransactionDto } from '#lib/transactions/contract';

/** Radix takes no empty value for an option. */
const none = 'none';

/** The category, and who chose it. */
export function CategoryField({
  transaction,
  onChange,
}: {
  transaction: TransactionDto;
  onChange: (category: TransactionDto['category']) => void;
}) {
  const categories = useCategories();
  const options = useMemo(() => toOptions(categories ?? []), [categories]);
  const { category, categoryBy } = transaction;
  const current = category ? [{ value: category.id, label: category.name }] : [];
  return (
    <Field label="Category" hint={categoryBy === 'person' ? 'Chosen by you' : 'From the bank'}>
      <Select
        options={[{ value: none, label: 'No category' }, ...(categories ? options : current)]}
        value={category?.id ?? none}
        onValueChange={(id) => {
          const chosen = categories?.find((each) => each.id === id);
          onChange(chosen ? { id: chosen.id, name: chosen.name, kind: chosen.kind } : null);
        }}
      />
    </Field>
  );
}

function toOptions(categories: CategoryDto[]) {
  return categories
    .filter((each) => each.groupId === null)
    .map((group) => ({
      label: group.name,
      options: [group, ...categories.filter((each) => each.groupId === group.id)].map(
        ({ id, name }) => ({ value: id, label: name }),
      ),
    }));
}
