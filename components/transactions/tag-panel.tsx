'use client';

import { useMakeTag } from '#components/tags/use-make-tag';
import { offerToCreate } from '#components/ui/combobox';
import { ComboboxPanel } from '#components/ui/combobox-panel';
import { useTagCounts, useTags } from '#lib/tags/hooks';
import type { TransactionDto } from '#lib/transactions/contract';
import { useTotals } from '#lib/transactions/hooks';
import { decideTags, type Target } from './decisions.ts';

/**
 * Puts tags on rows and takes them off. One that only some of them have is marked so, and is put on all
 * of them first.
 */
export function TagPanel({ target, rows }: { target: Target; rows: readonly TransactionDto[] }) {
  const tags = useTags() ?? [];
  const { total, countOf } = useCounts(target, rows);
  const make = useMakeTag(({ id, name }) => void decideTags(target, { add: [{ id, name }] }));
  const options = tags.map(({ id, name }) => {
    const count = countOf(id);
    return {
      value: id,
      label: name,
      aside:
        0 < count && count < total
          ? `${count.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`
          : undefined,
    };
  });
  const those = (isMeant: (count: number) => boolean) =>
    new Set(tags.filter(({ id }) => isMeant(countOf(id))).map(({ id }) => id));
  const onAll = those((count) => count > 0 && count >= total);
  return (
    <ComboboxPanel
      multiple
      options={options}
      chosen={onAll}
      partly={those((count) => count > 0 && count < total)}
      searchLabel="Search tags"
      placeholder="Search, or name a new one"
      emptyText={
        tags.length === 0 ? 'No tags yet. Type a name to make one.' : 'No tag of that name.'
      }
      offer={offerToCreate(options, make)}
      onChoose={(id) => {
        const tag = tags.find((each) => each.id === id);
        if (!tag) return;
        const named = [{ id, name: tag.name }];
        void decideTags(target, onAll.has(id) ? { remove: named } : { add: named });
      }}
    />
  );
}

/** How many rows are meant, and how many of them have a tag. */
function useCounts({ of }: Target, rows: readonly TransactionDto[]) {
  const filter = 'filter' in of ? of.filter : null;
  const counts = useTagCounts(filter);
  const total = useTotals(filter ?? {}).totals?.count ?? 0;
  if ('filter' in of) {
    const byTag = new Map(counts?.map(({ id, transactions }) => [id, transactions]));
    return { total, countOf: (tagId: string) => byTag.get(tagId) ?? 0 };
  }
  const ids = new Set(of.transactionIds);
  const meant = rows.filter(({ id }) => ids.has(id));
  const hasTag = (tagId: string) => (row: TransactionDto) =>
    row.tags.some(({ id }) => id === tagId);
  return { total: ids.size, countOf: (tagId: string) => meant.filter(hasTag(tagId)).length };
}
