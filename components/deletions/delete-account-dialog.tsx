'use client';

import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up';
import { Checkbox } from '#components/ui/checkbox';
import { Choice } from '#components/ui/choice';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Skeleton } from '#components/ui/skeleton';
import { describeError } from '#lib/client/api';
import { useAttempt } from '#lib/client/use-attempt';
import type { DeletionPreviewDto } from '#lib/deletions/contract';
import { startDeletion, useDeletionPreview } from '#lib/deletions/hooks';
import { describeFate } from './fate-words.ts';

/** Asks before an account goes: says what becomes of each household, and has the e-mail typed. */
export function DeleteAccountDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { preview, error } = useDeletionPreview(open);
  const withStepUp = useStepUp();
  const { pending, problem, attempt } = useAttempt();
  const [typed, setTyped] = useState('');
  const [keeping, setKeeping] = useState(false);
  const [given, setGiven] = useState<string[]>([]);
  const confirm = () =>
    attempt(() =>
      withStepUp(() =>
        startDeletion({
          scope: 'account',
          confirmation: typed,
          history: keeping ? 'keep' : 'delete',
          households: given,
        }),
      ),
    );
  const goesOn = preview?.households.some(({ fate }) => fate === 'left');
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title="Delete your account?"
      description="You are signed out everywhere at once. Your sign-in, your banks and what you noted go for good."
      confirmLabel="Delete my account"
      tone="danger"
      pending={pending}
      error={problem ?? (error ? describeError(error) : null)}
      onConfirm={confirm}
    >
      {preview ? (
        <div className="space-y-5">
          <ul className="divide-y divide-line border-line border-y">
            {preview.households.map((household) => (
              <HouseholdRow
                key={household.id}
                household={household}
                isGiven={given.includes(household.id)}
                onGive={(isGiven) =>
                  setGiven((ids) =>
                    isGiven ? [...ids, household.id] : ids.filter((id) => id !== household.id),
                  )
                }
              />
            ))}
          </ul>
          {goesOn ? (
            <Choice
              label="Leave the others what they see of my accounts"
              hint="Otherwise it is deleted for them, too."
            >
              <Checkbox
                checked={keeping}
                onCheckedChange={(checked) => setKeeping(checked === true)}
              />
            </Choice>
          ) : null}
          <Field label={`Type ${preview.email} to confirm`}>
            <Input
              value={typed}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </Field>
        </div>
      ) : (
        <Skeleton className="h-32" />
      )}
    </ConfirmDialog>
  );
}

function HouseholdRow({
  household,
  isGiven,
  onGive,
}: {
  household: DeletionPreviewDto['households'][number];
  isGiven: boolean;
  onGive: (isGiven: boolean) => void;
}) {
  return (
    <li className="py-3">
      <span className="block font-medium">{household.name}</span>
      <span className="block text-ink-soft text-sm">{describeFate(household)}</span>
      {household.fate === 'undecided' ? (
        <>
          <Choice label="Delete it for everybody" className="mt-2">
            <Checkbox checked={isGiven} onCheckedChange={(checked) => onGive(checked === true)} />
          </Choice>
          <span className="block text-ink-soft text-sm">
            Or make one of them an owner first, in the settings of the household.
          </span>
        </>
      ) : null}
    </li>
  );
}
