'use client';

import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { Button } from '#components/ui/button';
import { Combobox } from '#components/ui/combobox';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog';
import { Field } from '#components/ui/field';
import type { CategoryDto } from '#lib/categories/contract';
import { useAttempt } from '#lib/client/use-attempt';
import { toCategoryOptions } from './category-options.tsx';

/** Asks where a category goes, and says what goes with it. */
export function MergeDialog({
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
  const [intoId, setIntoId] = useState<string | null>(null);
  const { pending, problem, attempt } = useAttempt();
  const hasChildren = categories.some(({ groupId }) => groupId === category?.id);
  const targets = categories.filter(
    ({ id, groupId }) => id !== category?.id && (!hasChildren || groupId === null),
  );
  const into = targets.find(({ id }) => id === intoId) ?? null;
  const leave = () => {
    setIntoId(null);
    onLeave();
  };
  const merge = () =>
    attempt(async () => {
      if (!category || !into) return;
      await onMerge(category, into);
      leave();
    });
  return (
    <Dialog open={category !== null} onOpenChange={(open) => (open ? undefined : leave())}>
      <DialogContent
        title={`Merge “${category?.name ?? ''}” into another`}
        description={`Its ${hasChildren ? 'categories, its ' : ''}transactions, its rules and what the bank sorts there all go along. You can undo it.`}
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button variant="primary" disabled={!into} loading={pending} onClick={merge}>
              Merge
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Field label="Into">
            <Combobox
              data-first=""
              searchLabel="Search categories"
              emptyText="No category of that name."
              options={[
                ...(into ? [] : [{ value: '', label: 'Choose a category' }]),
                ...toCategoryOptions(targets),
              ]}
              value={intoId ?? ''}
              onValueChange={setIntoId}
            />
          </Field>
          <FormMessage text={problem} />
        </div>
      </DialogContent>
    </Dialog>
  );
}
