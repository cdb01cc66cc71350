'use client';

import type { ReactNode } from 'react';
import { Checkbox } from './checkbox.tsx';
import { Choice } from './choice.tsx';

/** Yes or no, with its words: what a dialog asks beside its question. */
export function CheckChoice({
  checked,
  onCheckedChange,
  ...words
}: {
  label: ReactNode;
  hint?: ReactNode;
  className?: string;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
}) {
  return (
    <Choice {...words}>
      <Checkbox checked={checked} onCheckedChange={(next) => onCheckedChange(next === true)} />
    </Choice>
  );
}
