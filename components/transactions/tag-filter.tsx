'use client';

import { useState } from 'react';
import { useComboboxPanel } from '#components/ui/combobox';
import { useTags } from '#lib/tags/hooks';
import type { TransactionFilter } from '#lib/transactions/contract';
import { FilterPopover } from './filter-popover.tsx';

/** Which tags a list shows the rows of; of several, one is enough. */
export function TagFilter({
  filter,
  onChange,
}: {
  filter: TransactionFilter;
  onChange: (filter: TransactionFilter) => void;
}) {
  const tags = useTags();
  const [open, setOpen] = useState(false);
  const Panel = useComboboxPanel({ isNear: false, isOpen: open });
  const { tagIds = [] } = filter;
  const nameOf = (id: string) => tags?.find((tag) => tag.id === id)?.name ?? 'Tag';
  const words = tagIds.length === 0 ? 'Any tag' : tagIds.map(nameOf).join(' or ');
  return (
    <FilterPopover
      label="Tags"
      words={words}
      open={open && Panel !== null}
      onOpenChange={setOpen}
      className="max-h-88 w-64 overflow-hidden"
    >
      {Panel ? (
        <Panel
          multiple
          options={(tags ?? []).map(({ id, name, transactions }) => ({
            value: id,
            label: name,
            aside: transactions.toLocaleString('en-US'),
          }))}
          chosen={new Set(tagIds)}
          searchLabel="Search tags"
          emptyText={tags?.length === 0 ? 'There are no tags yet.' : 'No tag of that name.'}
          onChoose={(id) => {
            const others = tagIds.filter((each) => each !== id);
            const next = others.length < tagIds.length ? others : [...tagIds, id].slice(-maxTags);
            onChange({ ...filter, tagIds: next.length > 0 ? next : undefined });
          }}
        />
      ) : null}
    </FilterPopover>
  );
}

/** As many as a URL takes. */
const maxTags = 20;
