'use client';

import { useMayChange } from '#components/members/membership';
import { RuleLink } from '#components/rules/rule-link';
import { TagsField } from '#components/tags/tags-field';
import { Button } from '#components/ui/button';
import { Chip } from '#components/ui/chip';
import type { TransactionTagDto } from '#lib/tags/contract';
import { useTags, useTagsOf } from '#lib/tags/hooks';
import type { TransactionDto } from '#lib/transactions/contract';
import { decideTags, giveBackTags, targetOf } from './decisions.ts';

/** The tags of one transaction; to whom may not change them, nothing where there is none. */
export function TransactionTags({ transaction }: { transaction: TransactionDto }) {
  const { id: transactionId, tags } = transaction;
  const mayChange = useMayChange();
  const all = useTags();
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
  return (
    <TagsField
      values={tags.map(({ id }) => id)}
      hint={<TagSources key={transactionId} transaction={transaction} />}
      onChange={(next, made) => {
        const known = [...(all ?? []), ...(made ? [made] : [])];
        const isNew = (id: string) => next.includes(id) && !tags.some((tag) => tag.id === id);
        const add = known.filter(({ id }) => isNew(id)).map(({ id, name }) => ({ id, name }));
        const remove = tags.filter(({ id }) => !next.includes(id));
        if (add.length + remove.length > 0) {
          void decideTags(targetOf(transaction), { add, remove });
        }
      }}
    />
  );
}

/** Who put the tags on, and the way back where the person decided. */
function TagSources({ transaction }: { transaction: TransactionDto }) {
  const said = useTagsOf(transaction.id) ?? [];
  const byPerson = said.filter(({ by, on, rule }) => by === 'person' && (on || rule));
  const ruled = said.filter(({ rule }) => rule);
  return (
    <>
      {said.flatMap((tag) => {
        const words = tag.on || tag.rule ? <TagSource key={tag.id} tag={tag} /> : null;
        return words ? [words, ' '] : [];
      })}
      {byPerson.length > 0 ? (
        <Button
          variant="link"
          onClick={() => void giveBackTags(targetOf(transaction), byPerson)}
          className="whitespace-normal text-left text-sm"
        >
          Go back to: {ruled.map(({ name }) => name).join(', ') || 'no tags'}
        </Button>
      ) : null}
    </>
  );
}

function TagSource({ tag: { name, on, by, rule } }: { tag: TransactionTagDto }) {
  if (by === 'person') {
    return <span>{on ? `${name}: put on by hand.` : `${name}: taken off by hand.`}</span>;
  }
  return (
    <span>
      {name}: by the rule {rule ? <RuleLink rule={rule} /> : 'that is gone'}.
    </span>
  );
}
