'use client';

import { type ReactNode, useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { Button } from '#components/ui/button';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog';
import { Field } from '#components/ui/field';
import { useAttempt } from '#lib/client/use-attempt';

type Named = { id: string; name: string };

/** Asks which of its kind something goes into, and stays open with what went wrong. */
export function MergeDialog<Thing extends Named>({
  thing,
  targets,
  description,
  choose,
  onLeave,
  onMerge,
}: {
  /** What goes into another; null: the dialog is closed. */
  thing: Thing | null;
  targets: readonly Thing[];
  /** What goes along. */
  description: string;
  /** The control that asks for one of the targets. */
  choose: (intoId: string | null, onChoose: (id: string) => void) => ReactNode;
  onLeave: () => void;
  onMerge: (thing: Thing, into: Thing) => Promise<void>;
}) {
  const [intoId, setIntoId] = useState<string | null>(null);
  const { pending, problem, attempt } = useAttempt();
  const into = targets.find(({ id }) => id === intoId);
  const leave = () => {
    setIntoId(null);
    onLeave();
  };
  const merge = () =>
    attempt(async () => {
      if (!thing || !into) return;
      await onMerge(thing, into);
      leave();
    });
  return (
    <Dialog open={thing !== null} onOpenChange={(open) => (open ? undefined : leave())}>
      <DialogContent
        title={`Merge “${thing?.name ?? ''}” into another`}
        description={`${description} You can undo it.`}
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button variant="primary" disabled={!into} loading={pending} onClick={merge}>
              Merge
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Field label="Into">{choose(into?.id ?? null, setIntoId)}</Field>
          <FormMessage text={problem} />
        </div>
      </DialogContent>
    </Dialog>
  );
}
