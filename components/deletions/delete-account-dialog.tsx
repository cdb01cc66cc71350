'use client';

import { useState } from 'react';
import { CheckChoice } from '#components/ui/check-choice';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { Skeleton } from '#components/ui/skeleton';
import type { DeletionPreviewDto } from '#lib/deletions/contract';
import { describeFate } from './fate-words.ts';
import { TypedField } from './typed-field.tsx';
import { useDeletion } from './use-deletion.ts';

/** Asks before an account goes: says what becomes of each household, and has the e-mail typed. */
export function DeleteAccountDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { preview, pending, problem, start } = useDeletion(open);
  const [typed, setTyped] = useState('');
  const [keeping, setKeeping] = useState(false);
  const [given, setGiven] = useState<string[]>([]);
  const confirm = () =>
    start({
      scope: 'account',
      confirmation: typed,
      history: keeping ? 'keep' : 'delete',
      households: given,
    });
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
      error={problem}
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
            <CheckChoice
              label="Leave the others what they see of my accounts"
              hint="Otherwise it is deleted for them, too."
              checked={keeping}
              onCheckedChange={setKeeping}
            />
          ) : null}
          <TypedField words={preview.email} value={typed} onValueChange={setTyped} />
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
          <CheckChoice
            label="Delete it for everybody"
            className="mt-2"
            checked={isGiven}
            onCheckedChange={onGive}
          />
          <span className="block text-ink-soft text-sm">
            Or make one of them an owner first, in the settings of the household.
          </span>
        </>
      ) : null}
    </li>
  );
}
