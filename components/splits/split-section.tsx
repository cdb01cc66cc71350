'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { ReadError } from '#components/shell/read-error';
import { offerUndo } from '#components/shell/undo';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { onDemand } from '#components/ui/on-demand';
import { SectionHeading } from '#components/ui/section-heading';
import { toast } from '#components/ui/toast';
import { useCategories } from '#lib/categories/hooks';
import { describeError } from '#lib/client/api';
import type { ChangedSplitDto, PartInput, SplitDto, SplitPartDto } from '#lib/splits/contract';
import { undoSplitChange, useSplit } from '#lib/splits/hooks';
import { useTags } from '#lib/tags/hooks';
import type { TransactionDto } from '#lib/transactions/contract';
import { FitButtons } from './fit-buttons.tsx';
import { leftWords } from './fit-words.ts';
import { type SplitDraft, startDraft } from './split-draft.ts';

// Few split a transaction, and its fields are as large as the rest of the drawer.
const SplitDialog = onDemand(() => import('./split-dialog.tsx').then((file) => file.SplitDialog));

/** Into what parts a transaction is split, and the way to split it. */
export function SplitSection({
  transaction: { id, merchant, category },
  onBegun,
}: {
  transaction: Pick<TransactionDto, 'id' | 'merchant' | 'category'>;
  /** Given where one came to split it: begun as soon as its parts are known, and told. */
  onBegun?: () => void;
}) {
  const { split, error, retry, set, giveBack } = useSplit(id);
  const toShown = useShown();
  const [editing, setEditing] = useState<{ draft: SplitDraft; problem: string | null } | null>(
    null,
  );
  const mayChange = useMayChange();
  const begin = (known: SplitDto) =>
    setEditing({ draft: startDraft(known, category), problem: null });
  const beginAsAsked = useEffectEvent((known: SplitDto) => {
    begin(known);
    onBegun?.();
  });
  const isAsked = onBegun !== undefined && mayChange;
  useEffect(() => {
    if (isAsked && split) beginAsAsked(split);
  }, [isAsked, split]);
  if (error) return <ReadError title="Its parts could not be read" error={error} onRetry={retry} />;
  if (!split || (split.parts.length === 0 && !mayChange)) return null;

  const tell = (what: string, { undoStepId }: ChangedSplitDto) =>
    offerUndo(`${merchant || 'Transaction'}: ${what}`, () => undoSplitChange(undoStepId));
  const fail = (problem: unknown) =>
    toast({ tone: 'danger', title: 'Not saved', description: describeError(problem) });
  const save = async (parts: PartInput[], draft: SplitDraft) => {
    setEditing(null);
    try {
      const changed = await set(parts, toShown(split, parts));
      tell(`split into ${parts.length}`, changed);
    } catch (problem) {
      setEditing({ draft, problem: describeError(problem) });
    }
  };
  const settle = (parts: PartInput[]) =>
    set(parts, toShown(split, parts)).then((changed) => tell('its parts fit again', changed), fail);
  const join = () =>
    set([], toShown(split, [])).then((changed) => tell('made whole', changed), fail);
  const leave = () => giveBack().then((changed) => tell('split given back', changed), fail);
  const isSplit = split.parts.length > 0;
  return (
    <section aria-labelledby="split" className="mt-6">
      <SectionHeading id="split" level={3} aside={isSplit ? `${split.parts.length} parts` : null}>
        Split
      </SectionHeading>
      <ul>
        {split.parts.map((part) => (
          <PartLine key={part.id} part={part} currency={split.amount.currency} />
        ))}
      </ul>
      {split.leftMinor === 0 ? null : (
        <Callout tone="attention" className="mt-3" title={leftWords(split)}>
          The bank changed the amount since. Until you say where it belongs, it counts in{' '}
          {category?.name ?? 'no category'}.
          {mayChange ? (
            <FitButtons
              split={split}
              categoryId={category?.id ?? null}
              onFit={(parts) => void settle(parts)}
            />
          ) : null}
        </Callout>
      )}
      <p className="pt-2 text-ink-soft text-sm empty:hidden">
        <Source split={split} onGiveBack={mayChange ? () => void leave() : null} />
      </p>
      {mayChange ? (
        <div className="flex flex-wrap gap-2 pt-3">
          <Button size="sm" onClick={() => begin(split)}>
            {isSplit ? 'Change the parts' : 'Split it into parts'}
          </Button>
          {isSplit ? (
            <Button size="sm" onClick={() => void join()}>
              Make it whole
            </Button>
          ) : null}
        </div>
      ) : null}
      {editing ? (
        <SplitDialog
          {...editing}
          merchant={merchant}
          amount={split.amount}
          onLeave={() => setEditing(null)}
          onSave={(parts, draft) => void save(parts, draft)}
        />
      ) : null}
    </section>
  );
}

function PartLine({ part, currency }: { part: SplitPartDto; currency: string }) {
  const { category, note, tags, minor } = part;
  const more = [note, ...tags.map(({ name }) => name)].filter(Boolean).join(' · ');
  return (
    <li className="flex min-h-10 items-center justify-between gap-4 border-line border-b py-1.5">
      <span className="min-w-0">
        <span className="block truncate">{category?.name ?? 'No category'}</span>
        {more ? <span className="block truncate text-ink-faint text-sm">{more}</span> : null}
      </span>
      <Amount minor={minor} currency={currency} tone="money-in" />
    </li>
  );
}

/** Who says so, and the way back where the person does. */
function Source({ split, onGiveBack }: { split: SplitDto; onGiveBack: (() => void) | null }) {
  if (split.by === 'bank') return null;
  if (split.by === 'rule') return <>By the rule “{split.rule ?? 'that is gone'}”</>;
  return (
    <>
      {split.parts.length > 0
        ? 'Split by hand; the parts count in place of its category. '
        : 'Whole, by hand. '}
      {onGiveBack ? (
        <Button variant="link" onClick={onGiveBack} className="whitespace-normal text-left text-sm">
          Leave it to the rules
        </Button>
      ) : null}
    </>
  );
}

/** A split as it will be once it is saved. */
function useShown() {
  const categories = useCategories() ?? [];
  const tags = useTags() ?? [];
  return ({ amount }: SplitDto, parts: PartInput[]): SplitDto => ({
    by: 'person',
    rule: null,
    amount,
    leftMinor: 0,
    parts: parts.map(({ minor, categoryId, note, tagIds }, index) => {
      const category = categories.find(({ id }) => id === categoryId);
      return {
        id: String(index),
        minor,
        note,
        category: category ? { id: category.id, name: category.name, kind: category.kind } : null,
        tags: tags.filter(({ id }) => tagIds.includes(id)).map(({ id, name }) => ({ id, name })),
      };
    }),
  });
}
