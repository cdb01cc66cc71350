import { type ChangeEvent, type FocusEvent, type KeyboardEvent, useState } from 'react';

type Reading<Value> = { value: Value } | { problem: string };

/**
 * A text field that stands for a value: what is typed is read when one leaves the field or presses
 * Enter, and Escape takes it back. What cannot be read stays as it was typed, beside what is wrong.
 *
 * @returns `typed` is null while the field shows the value; `input` are the properties of an Input
 */
export function useTypedValue<Value>({
  value,
  format,
  read,
  onValueChange,
}: {
  value: Value;
  format: (value: Value) => string;
  read: (text: string) => Reading<Value>;
  onValueChange: (value: Value) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const show = (text: string | null, nextProblem: string | null = null) => {
    setTyped(text);
    setProblem(nextProblem);
  };
  /** @returns whether the field now stands for a value */
  const settle = (): boolean => {
    if (typed === null) return true;
    const reading = read(typed);
    if ('problem' in reading) {
      setProblem(reading.problem);
      return false;
    }
    show(null);
    if (reading.value !== value) onValueChange(reading.value);
    return true;
  };
  const press = (event: KeyboardEvent) => {
    // What cannot be read is not sent; a dialog closes with the second Escape.
    if (event.key === 'Enter' && !settle()) event.preventDefault();
    if (event.key !== 'Escape' || typed === null) return;
    event.stopPropagation();
    event.preventDefault();
    show(null);
  };
  return {
    typed,
    problem,
    /** Lets go of what is typed: the value came from elsewhere. */
    forget: () => show(null),
    input: {
      value: typed ?? format(value),
      onChange: ({ target }: ChangeEvent<HTMLInputElement>) => show(target.value),
      onBlur: ({ relatedTarget }: FocusEvent) => {
        // Once the focus is where it goes: a hint that leaves a dialog on the way would take it along.
        if (relatedTarget) relatedTarget.addEventListener('focus', settle, { once: true });
        else settle();
      },
      onKeyDown: press,
    },
  };
}
