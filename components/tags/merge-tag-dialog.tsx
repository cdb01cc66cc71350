'use client';

import { MergeDialog } from '#components/shell/merge-dialog';
import { Select } from '#components/ui/select';
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
  const others = tags.filter(({ id }) => id !== tag?.id);
  return (
    <MergeDialog
      thing={tag}
      targets={others}
      description="Its transactions and rules then have the other tag."
      choose={(intoId, onChoose) => (
        <Select
          placeholder="Choose a tag"
          options={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={intoId ?? ''}
          onValueChange={onChoose}
        />
      )}
      onLeave={onLeave}
      onMerge={onMerge}
    />
  );
}
