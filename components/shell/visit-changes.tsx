'use client';

import { History } from 'lucide-react';
import { Button, IconButton } from '#components/ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover';
import { RelativeTime } from '#components/ui/relative-time';
import { useUndoEntries } from '#lib/client/undo';
import { undoAndSay } from './undo.tsx';

/** What the person did since they came, latest first, each to be taken back; nothing until then. */
export function VisitChanges() {
  const entries = useUndoEntries();
  if (entries.length === 0) return null;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <IconButton label="Changes of this visit" size="sm">
          <History />
        </IconButton>
      </PopoverTrigger>
      <PopoverContent
        align="end"
        aria-label="Changes of this visit"
        className="overflow-y-auto p-2"
      >
        <ul>
          {entries.toReversed().map((entry) => (
            <li key={entry.id} className="flex items-center gap-3 rounded-sm py-1 pr-1 pl-2">
              <span className="min-w-0 flex-1">
                <span className="block truncate">{entry.label}</span>
                <span className="block text-ink-faint text-sm">
                  <RelativeTime iso={entry.at} />
                </span>
              </span>
              <Button size="sm" onClick={() => void undoAndSay(entry)}>
                Undo
              </Button>
            </li>
          ))}
        </ul>
      </PopoverContent>
    </Popover>
  );
}
