'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { RelinkListDto, RelinkSuggestionDto } from '#lib/relinks/contract';
import { useRelinkActions } from '#lib/relinks/hooks';
import { describeRows } from './relink-words.ts';

/** Histories that wait to be moved to a new connection. */
export function RelinkCallouts({
  relinks: { suggestions },
  onPreview,
}: {
  relinks: RelinkListDto;
  onPreview: (suggestion: RelinkSuggestionDto) => void;
}) {
  const open = suggestions.filter(({ dismissed }) => !dismissed);
  if (open.length === 0) return null;
  return (
    <div className="mb-8 flex flex-col gap-3">
      {open.map((suggestion) => (
        <Suggestion
          key={`${suggestion.fromItemId} ${suggestion.toItemId}`}
          suggestion={suggestion}
          onPreview={() => onPreview(suggestion)}
        />
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
      title={`${institution} looks like your old connection: move its history?`}
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
      {edited > 0 ? `, ${edited.toLocaleString('en-US')} of them edited,` : ''}{' '}
      {transactions === 1 ? 'is' : 'are'} still with the one that ended. They can go on in the new
      one, without doubles.
    </Callout>
  );
}
