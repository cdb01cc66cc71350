import 'server-only';

export type Cell = { text: string | null; type: 'text' | 'value' };

/**
 * Where a spreadsheet begins a formula, full-width forms too: with the text, after white space that it
 * trims, and after what it takes for the end of a cell where it expects semicolons or tabs, as in
 * most of Europe. LibreOffice 7.4 was seen to, each of them.
 */
const formulaStart = /(?=[=+\-@＝＋－＠])(?<=(?:^|[;\t\r\n])[\s\u200b\ufeff]*)|^(?=[\t\r\n\0])/g;

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
  const safe = type === 'text' ? text.replace(formulaStart, "'") : text;
  return safe === '' || /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A head of names. */
export function toCsvHead(names: readonly string[]): string {
  return toCsvLine(names.map((text) => ({ text, type: 'text' })));
}
