import type { ReactNode } from 'react';

export type ComboboxOption = {
  value: string;
  label: string;
  /** Options of a group stand together, under its name. */
  group?: string;
  icon?: ReactNode;
  /** At the far end, quietly: a count, a key. */
  aside?: string;
  disabled?: boolean;
};

/** More are not looked through: the text is written on instead. */
export const maxShownOptions = 100;

/**
 * The options whose name holds every word of the text, then those where the group's name helps; accents
 * and case aside, and each in their own order.
 */
export function matchOptions(
  options: readonly ComboboxOption[],
  text: string,
): readonly ComboboxOption[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  const holds = (name: string) => words.every((word) => plain(name).includes(word));
  const named = options.filter(({ label }) => holds(label));
  const grouped = options.filter(
    ({ label, group }) => !holds(label) && holds(`${label} ${group ?? ''}`),
  );
  return [...named, ...grouped];
}

/** Whether an option is called just this, accents, case and outer spaces aside. */
export function hasOption(options: readonly ComboboxOption[], name: string): boolean {
  return options.some(({ label }) => plain(label).trim() === plain(name).trim());
}

/**
 * Where the arrow keys lead: `step` places on, past what is disabled, never beyond the ends.
 *
 * @param active  -1 = nowhere yet
 */
export function stepTo(
  options: readonly { disabled?: boolean }[],
  active: number,
  step: number,
): number {
  const direction = Math.sign(step);
  const last = options.length - 1;
  let index = Math.min(Math.max(active + step, 0), last);
  while (options[index]?.disabled) index += direction;
  return options[index] ? index : active;
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
