'use client';

import { MergeDialog } from '#components/shell/merge-dialog';
import { Combobox } from '#components/ui/combobox';
import type { CategoryDto } from '#lib/categories/contract';
import { toCategoryOptions } from './category-options.tsx';

/** Asks where a category goes, and says what goes with it. */
export function MergeCategoryDialog({
  category,
  categories,
  onLeave,
  onMerge,
}: {
  category: CategoryDto | null;
  categories: readonly CategoryDto[];
  onLeave: () => void;
  onMerge: (category: CategoryDto, into: CategoryDto) => Promise<void>;
}) {
  const hasChildren = categories.some(({ groupId }) => groupId === category?.id);
  const targets = categories.filter(
    ({ id, groupId }) => id !== category?.id && (!hasChildren || groupId === null),
  );
  return (
    <MergeDialog
      thing={category}
      targets={targets}
      description={`Its ${hasChildren ? 'categories, its ' : ''}transactions, its rules and what the bank sorts there all go along.`}
      choose={(intoId, onChoose) => (
        <Combobox
          data-first=""
          searchLabel="Search categories"
          emptyText="No category of that name."
          options={[
            ...(intoId ? [] : [{ value: '', label: 'Choose a category' }]),
            ...toCategoryOptions(targets),
          ]}
          value={intoId ?? ''}
          onValueChange={onChoose}
        />
      )}
      onLeave={onLeave}
      onMerge={onMerge}
    />
  );
}
