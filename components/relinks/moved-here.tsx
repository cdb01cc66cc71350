'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { formatCivilDate } from '#lib/dates/civil-date';
import type { RelinkDto } from '#lib/relinks/contract';
import { describeRows } from './relink-words.ts';
import { UndoRelinkDialog } from './undo-relink-dialog.tsx';

/** A history that came from an earlier connection, and can still go back. */
export function MovedHere({ relink, today }: { relink: RelinkDto; today: string }) {
  const [asking, setAsking] = useState(false);
  const { joined, carried, movedAt, undoUntil } = relink;
  return (
    <p className="mt-1 text-ink-faint text-sm">
      {describeRows(joined + carried)} of an earlier connection moved here on{' '}
      {formatCivilDate(movedAt.slice(0, 10), today)}.{' '}
      <Button variant="link" size="sm" onClick={() => setAsking(true)}>
        Undo
      </Button>{' '}
      until {formatCivilDate(undoUntil.slice(0, 10), today)}
      <UndoRelinkDialog relink={relink} open={asking} onOpenChange={setAsking} />
    </p>
  );
}
