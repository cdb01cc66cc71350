'use client';

import { useMayChange } from '#components/members/membership';
import { Chip } from '#components/ui/chip';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { useTagsOf } from '#lib/tags/hooks';
import { TagsField } from './tags-field.tsx';

/** The tags of one transaction; to whom may not change them, nothing where there is none. */
export function TransactionTags({ transactionId }: { transactionId: string }) {
  const { tags, change } = useTagsOf(transactionId);
  const mayChange = useMayChange();
  if (!tags) return null;
  const ids = tags.map(({ id }) => id);
  if (!mayChange) {
    return tags.length === 0 ? null : (
      <ul aria-label="Tags" className="flex flex-wrap gap-1">
        {tags.map(({ id, name }) => (
          <li key={id}>
            <Chip>{name}</Chip>
          </li>
        ))}
      </ul>
    );
  }
  const ruled = tags.filter(({ by }) => by === 'rule').map(({ name }) => name);
  return (
    <TagsField
      values={ids}
      hint={ruled.length > 0 ? `By a rule: ${ruled.join(', ')}` : undefined}
      onChange={(next) => {
        const add = next.filter((id) => !ids.includes(id));
        const remove = ids.filter((id) => !next.includes(id));
        change({ add, remove }).catch((problem: unknown) => {
          toast({ tone: 'danger', title: 'Not saved', description: describeError(problem) });
        });
      }}
    />
  );
}
