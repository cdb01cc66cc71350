'use client';

import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';

/** Has the person write what it is about, so that nothing goes for a slip of the hand. */
export function TypedField({
  words,
  value,
  onValueChange,
}: {
  /** What is to be typed. */
  words: string;
  value: string;
  onValueChange: (value: string) => void;
}) {
  return (
    <Field label={`Type ${words} to confirm`}>
      <Input
        value={value}
        onChange={({ currentTarget }) => onValueChange(currentTarget.value)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </Field>
  );
}
