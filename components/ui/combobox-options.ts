export type ComboboxOption = {
  value: string;
  label: string;
  /** Options of a group stand together, under its name. */
  group?: string;
};

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

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
