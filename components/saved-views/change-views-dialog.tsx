'use client';

import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { offerUndo } from '#components/shell/undo';
import { IconButton } from '#components/ui/button';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { Input } from '#components/ui/input';
import { describeError } from '#lib/client/api';
import { type SavedViewDto, viewNameLength } from '#lib/saved-views/contract';
import { useSavedViewActions } from '#lib/saved-views/hooks';

/** Renames views, puts them in order and deletes them. */
export function ChangeViewsDialog({
  open,
  views,
  onLeave,
}: {
  open: boolean;
  views: readonly SavedViewDto[];
  onLeave: () => void;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const { create, update, remove } = useSavedViewActions();
  const attempt = async (work: () => Promise<unknown>) => {
    setProblem(null);
    await work().catch((error: unknown) => setProblem(describeError(error)));
  };
  const removeAt = (index: number, { id, name, query }: SavedViewDto) =>
    attempt(async () => {
      await remove(id);
      const filter = Object.fromEntries(new URLSearchParams(query));
      offerUndo(`View ${name}: deleted`, () => create({ name, filter, index }));
      if (views.length === 1) onLeave();
    });
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? undefined : onLeave())}>
      <DialogContent title="Change views" size="md">
        <ol>
          {views.map((view, index) => (
            <li
              key={view.id}
              className="flex items-center gap-1 border-line border-b py-2 last:border-b-0"
            >
              <NameInput
                view={view}
                onRename={(name) => attempt(() => update(view.id, { name }))}
              />
              <IconButton
                label={`Move ${view.name} up`}
                size="sm"
                disabled={index === 0}
                onClick={() => void attempt(() => update(view.id, { index: index - 1 }))}
              >
                <ArrowUp />
              </IconButton>
              <IconButton
                label={`Move ${view.name} down`}
                size="sm"
                disabled={index === views.length - 1}
                onClick={() => void attempt(() => update(view.id, { index: index + 1 }))}
              >
                <ArrowDown />
              </IconButton>
              <IconButton
                label={`Delete ${view.name}`}
                size="sm"
                onClick={() => void removeAt(index, view)}
              >
                <Trash2 />
              </IconButton>
            </li>
          ))}
        </ol>
        <div className="pt-2 empty:hidden">
          <FormMessage text={problem} />
        </div>
      </DialogContent>
    </Dialog>
  );
}

/** Saved with Enter or on leaving; what cannot be a name goes back to what it was. */
function NameInput({
  view: { name },
  onRename,
}: {
  view: SavedViewDto;
  onRename: (name: string) => Promise<void>;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const save = () => {
    const next = draft?.trim();
    if (next && next !== name) void onRename(next);
    setDraft(null);
  };
  return (
    <Input
      aria-label={`Name of ${name}`}
      value={draft ?? name}
      maxLength={viewNameLength}
      autoComplete="off"
      onChange={({ target }) => setDraft(target.value)}
      onBlur={save}
      onKeyDown={({ key }) => {
        if (key === 'Enter') save();
      }}
      className="mr-2 min-w-0 flex-1"
    />
  );
}
