'use client';

import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { Button } from '#components/ui/button';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog';
import { Field } from '#components/ui/field';
import { Select } from '#components/ui/select';
import { useAttempt } from '#lib/client/use-attempt';
import type { TagDto } from '#lib/tags/contract';

/** Asks which tag another goes into. */
export function MergeTagDialog({
  tag,
  tags,
  onLeave,
  onMerge,
}: {
  tag: TagDto | null;
  tags: readonly TagDto[];
  onLeave: () => void;
  onMerge: (tag: TagDto, into: TagDto) => Promise<void>;
}) {
  const [intoId, setIntoId] = useState<string | null>(null);
  const { pending, problem, attempt } = useAttempt();
  const others = tags.filter(({ id }) => id !== tag?.id);
  const into = others.find(({ id }) => id === intoId);
  const leave = () => {
    setIntoId(null);
    onLeave();
  };
  const merge = () =>
    attempt(async () => {
      if (!tag || !into) return;
      await onMerge(tag, into);
      leave();
    });
  return (
    <Dialog open={tag !== null} onOpenChange={(open) => (open ? undefined : leave())}>
      <DialogContent
        title={`Merge “${tag?.name ?? ''}” into another`}
        description="Its transactions and rules then have the other tag. You can undo it."
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
            <Select
              placeholder="Choose a tag"
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
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
