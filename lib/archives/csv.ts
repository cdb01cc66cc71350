import 'server-only';

export type Cell = { text: string | null; type: 'text' | 'value' };

/** What a spreadsheet takes for the beginning of a formula, full-width forms too. */
const beginsFormula = /^[=+\-@\t\r\n\0＝＋－＠]/;

/**
 * One line as RFC 4180 has it. Text that a spreadsheet would take for a formula gets an apostrophe in
 * front, which shows it as text; numbers and dates stay what they are. Nothing at all is an empty cell,
 * empty text is `""`.
 */
export function toCsvLine(cells: readonly Cell[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

function toCell({ text, type }: Cell): string {
  if (text === null) return '';
  const safe = type === 'text' && beginsFormula.test(text) ? `'${text}` : text;
  return safe === '' || /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A head of names. */
export function toCsvHead(names: readonly string[]): string {
  return toCsvLine(names.map((text) => ({ text, type: 'text' })));
}
