'use client';

import { useMemo } from 'react';
import { toCategoryOptions } from '#components/categories/category-options';
import { Button } from '#components/ui/button';
import { Combobox } from '#components/ui/combobox';
import { Field } from '#components/ui/field';
import { useCategories } from '#lib/categories/hooks';
import type { TransactionDetailDto } from '#lib/transactions/contract';

/** An option needs a value. */
const none = 'none';

/** The category, who chose it, and the way back to the bank's. */
export function CategoryField({
  transaction,
  onChange,
  onRevert,
}: {
  transaction: TransactionDetailDto;
  onChange: (category: TransactionDetailDto['category']) => void;
  onRevert: () => void;
}) {
  const categories = useCategories();
  const { category, categoryBy, bankCategory } = transaction;
  const options = useMemo(
    () => toCategoryOptions(categories ?? [], category?.id),
    [categories, category?.id],
  );
  const current = category ? [{ value: category.id, label: category.name }] : [];
  return (
    <Field
      label="Category"
      hint={
        categoryBy === 'bank' ? (
          'From the bank'
        ) : (
          <>
            Chosen by hand.{' '}
            <Button variant="link" onClick={onRevert} className="text-sm">
              Use the bank’s: {bankCategory?.name ?? 'none'}
            </Button>
          </>
        )
      }
    >
      <Combobox
        searchLabel="Search categories"
        emptyText="No category of that name."
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
