export type ComboboxOption = {
  value: string;
  label: string;
  /** Options of a group stand together, under its name. */
  group?: string;
};

/**
 * The options whose name, or whose group's name, holds every word of the text, accents and case aside,
 * in their own order.
 */
export function matchOptions(
  options: readonly ComboboxOption[],
  text: string,
): readonly ComboboxOption[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter(({ label, group }) => {
    const name = plain(`${label} ${group ?? ''}`);
    return words.every((word) => name.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
