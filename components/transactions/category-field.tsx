'use client';

import { useMemo } from 'react';
import { toCategoryOptions } from '#components/categories/category-options';
import { Combobox } from '#components/ui/combobox';
import { Field } from '#components/ui/field';
import { useCategories } from '#lib/categories/hooks';
import type { TransactionDetailDto } from '#lib/transactions/contract';
import { decideCategory, targetOf } from './decisions.ts';
import { SourceHint } from './source-hint.tsx';

/** An option needs a value. */
const none = 'none';

/** The category, who chose it, and the way back. */
export function CategoryField({ transaction }: { transaction: TransactionDetailDto }) {
  const categories = useCategories();
  const { category, otherwise } = transaction;
  const options = useMemo(
    () => toCategoryOptions(categories ?? [], category?.id),
    [categories, category?.id],
  );
  const current = category ? [{ value: category.id, label: category.name }] : [];
  return (
    <Field
      label="Category"
      hint={
        <SourceHint
          transaction={transaction}
          field="categoryId"
          otherwise={otherwise.category?.name ?? 'none'}
        />
      }
    >
      <Combobox
        searchLabel="Search categories"
        emptyText="No category of that name."
        options={[{ value: none, label: 'No category' }, ...(categories ? options : current)]}
        value={category?.id ?? none}
        onValueChange={(id) => {
          const chosen = categories?.find((each) => each.id === id);
          void decideCategory(
            targetOf(transaction),
            chosen ? { id: chosen.id, name: chosen.name, kind: chosen.kind } : null,
          );
        }}
      />
    </Field>
  );
}
