'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import { toast } from '#components/ui/toast';
import { useAttempt } from '#lib/client/use-attempt';
import type { FileImportDto } from '#lib/imports/contract';
import { importActions } from '#lib/imports/hooks';

/** What was imported before, and what waits for a decision. */
export function ImportHistory({
  imports,
  onOpen,
}: {
  imports: FileImportDto[];
  onOpen: (id: string) => void;
}) {
  const [undoing, setUndoing] = useState<FileImportDto | null>(null);
  if (imports.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <SectionHeading id="history">Imports</SectionHeading>
      <ul>
        {imports.map((each) => (
          <li key={each.id} className="flex min-h-14 items-center gap-4 border-line border-b py-2">
            <span className="min-w-0 flex-1">
              <span className="block truncate">{each.fileName}</span>
              <span className="block truncate text-ink-faint text-sm">
                {each.account.name}, {describe(each)}, <RelativeTime iso={each.createdAt} />
              </span>
            </span>
            {each.undoable && each.imported ? (
              <Button size="sm" onClick={() => setUndoing(each)}>
                Undo
              </Button>
            ) : null}
            {each.state === 'ready' ? (
              <Button size="sm" onClick={() => onOpen(each.id)}>
                Go on
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {undoing ? <UndoDialog undoing={undoing} onClose={() => setUndoing(null)} /> : null}
    </section>
  );
}

function UndoDialog({ undoing, onClose }: { undoing: FileImportDto; onClose: () => void }) {
  const { pending, problem, attempt } = useAttempt();
  const confirm = () =>
    attempt(async () => {
      await importActions.undo(undoing.id);
      onClose();
      toast({ title: `${undoing.fileName} is undone` });
    });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="Undo this import?"
      description={`${undoing.imported?.toLocaleString('en-US')} transactions go from ${undoing.account.name}, with every note and category they were given since. You can import the file again.`}
      confirmLabel="Undo import"
      tone="danger"
      pending={pending}
      error={problem}
      onConfirm={confirm}
    />
  );
}

function describe({ state, imported, enriched }: FileImportDto): string {
  const text = (count: number | null) => count?.toLocaleString('en-US');
  if (state === 'done' && enriched !== null) {
    return `${text(imported)} imported, names of ${text(enriched)} cleaned so far`;
  }
  if (state === 'done') return `${text(imported)} imported`;
  if (state === 'undone') return 'undone';
  if (state === 'failed') return 'could not be read';
  return state === 'applying' ? 'is being imported' : 'not imported yet';
}
