/**
 * Widths of Helvetica's printable ASCII in thousandths of the size, from Adobe's metrics of the standard
 * fonts. Every reader has the font, so no file has to carry one.
 */
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
  556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
  611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
  667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
  222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const firstCode = 32;
const otherWidth = 556;

/** Characters of Windows-1252 that Unicode has elsewhere. */
const elsewhere: Record<string, number> = {
  '€': 0x80,
  '…': 0x85,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '•': 0x95,
  '–': 0x96,
  '—': 0x97,
};

export function measureText(text: string, size: number): number {
  let thousandths = 0;
  for (const character of text) {
    thousandths += widths[(character.codePointAt(0) ?? 0) - firstCode] ?? otherWidth;
  }
  return (thousandths * size) / 1000;
}

/** The text, or as much of it as fits with an ellipsis. */
export function fitText(text: string, size: number, width: number): string {
  if (measureText(text, size) <= width) {
    return text;
  }
  let end = text.length;
  while (end > 0 && measureText(`${text.slice(0, end)}…`, size) > width) {
    end -= 1;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}

/** A string object of PDF; what Windows-1252 does not have becomes a question mark. */
export function printString(text: string): string {
  let printed = '';
  for (const character of text) {
    const point = elsewhere[character] ?? character.codePointAt(0) ?? 0;
    const isPlain = point >= firstCode && point < 0x7f;
    const code = point > 0xff || point < firstCode ? 0x3f : point;
    printed +=
      isPlain && !'()\\'.includes(character) ? character : `\\${code.toString(8).padStart(3, '0')}`;
  }
  return `(${printed})`;
}
