'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { formatCivilDate } from '#lib/dates/civil-date';
import type { RelinkDto, RelinkListDto, RelinkSuggestionDto } from '#lib/relinks/contract';
import { useRelinkActions } from '#lib/relinks/hooks';
import { describeRows } from './relink-words.ts';
import { UndoRelinkDialog } from './undo-relink-dialog.tsx';

/** Histories that wait to be moved to a new connection, and those that can still move back. */
export function RelinkCallouts({
  relinks: { items, suggestions },
  today,
  onPreview,
}: {
  relinks: RelinkListDto;
  today: string;
  onPreview: (suggestion: RelinkSuggestionDto) => void;
}) {
  const open = suggestions.filter(({ dismissed }) => !dismissed);
  if (open.length + items.length === 0) return null;
  return (
    <div className="mb-8 flex flex-col gap-3">
      {open.map((suggestion) => (
        <Suggestion
          key={`${suggestion.fromItemId} ${suggestion.toItemId}`}
          suggestion={suggestion}
          onPreview={() => onPreview(suggestion)}
        />
      ))}
      {items.map((relink) => (
        <Moved key={relink.id} relink={relink} today={today} />
      ))}
    </div>
  );
}

function Suggestion({
  suggestion,
  onPreview,
}: {
  suggestion: RelinkSuggestionDto;
  onPreview: () => void;
}) {
  const { institution, transactions, edited, fromItemId, toItemId } = suggestion;
  const { dismiss } = useRelinkActions();
  const [busy, setBusy] = useState(false);
  const decline = async () => {
    setBusy(true);
    try {
      await dismiss({ fromItemId, toItemId });
    } catch (error) {
      setBusy(false);
      toast({ tone: 'danger', title: 'Not saved', description: describeError(error) });
    }
  };
  return (
    <Callout
      role="status"
      title={`${institution} looks like your old connection`}
      action={
        <>
          <Button size="sm" loading={busy} onClick={() => void decline()}>
            Keep apart
          </Button>
          <Button size="sm" variant="primary" onClick={onPreview}>
            Move history…
          </Button>
        </>
      }
    >
      {describeRows(transactions)}
      {edited > 0 ? `, ${edited.toLocaleString('en-US')} of them edited,` : ''} still with the one
      that ended. They can go on here, without doubles.
    </Callout>
  );
}

function Moved({ relink, today }: { relink: RelinkDto; today: string }) {
  const [asking, setAsking] = useState(false);
  const { institution, joined, carried, movedAt, undoUntil } = relink;
  return (
    <Callout
      action={
        <Button size="sm" onClick={() => setAsking(true)}>
          Undo
        </Button>
      }
      title={`The history of ${institution} was moved`}
    >
      {describeRows(joined + carried)} went to the new connection on{' '}
      {formatCivilDate(movedAt.slice(0, 10), today)}. This can be undone until{' '}
      {formatCivilDate(undoUntil.slice(0, 10), today)}.
      <UndoRelinkDialog relink={relink} open={asking} onOpenChange={setAsking} />
    </Callout>
  );
}
