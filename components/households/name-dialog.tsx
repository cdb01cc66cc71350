'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { describeError } from '#lib/client/api';
import { type HouseholdInput, householdInput } from '#lib/households/contract';

/** Asks what a household is to be called. */
export function NameDialog({
  open,
  onOpenChange,
  title,
  description,
  name = '',
  submitLabel,
  onSubmit,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  /** As it is called so far. */
  name?: string;
  submitLabel: string;
  /** Rejects when nothing came of it. */
  onSubmit: (input: HouseholdInput) => Promise<void>;
}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const parsed = householdInput.safeParse(Object.fromEntries(new FormData(event.currentTarget)));
    if (!parsed.success) return setProblem(parsed.error.issues[0]?.message);
    setBusy(true);
    setProblem(undefined);
    try {
      await onSubmit(parsed.data);
      onOpenChange(false);
    } catch (error) {
      setProblem(describeError(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={title}
        description={description}
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" form="household-name" variant="primary" loading={busy}>
              {submitLabel}
            </Button>
          </>
        }
      >
        <form id="household-name" noValidate onSubmit={(event) => void submit(event)}>
          <Field label="Name" error={problem} steady>
            <Input name="name" defaultValue={name} maxLength={80} autoComplete="off" />
          </Field>
        </form>
      </DialogContent>
    </Dialog>
  );
}
