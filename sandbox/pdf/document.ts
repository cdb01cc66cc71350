import { buildPdf, pageHeight, pageWidth } from './pdf-file.ts';
import { fitText, measureText, printString } from './text-metrics.ts';

const margin = 54;
const bottom = 72;
const bodySize = 9;
const lineHeight = 14;
/** Helvetica-Bold is this much wider than Helvetica: near enough to line up a title with its column. */
const boldFactor = 1.06;

/** A column of a table; widths are in points and add up to at most 504. */
export interface Column {
  title: string;
  width: number;
  align?: 'right';
}

type Font = 'F1' | 'F2';

/** A document written from top to bottom; pages turn by themselves and carry their numbers. */
export class PdfDocument {
  readonly #title: string;
  #pages: string[][] = [[]];
  #y = pageHeight - margin;

  constructor(title: string) {
    this.#title = title;
  }

  heading(text: string, size = 14): void {
    this.#reserve(size * 3);
    this.#y -= size;
    this.#write(text, margin, 'F2', size);
    this.#y -= size * 1.5;
  }

  paragraph(text: string): void {
    this.#reserve(lineHeight);
    this.#write(fitText(text, bodySize, pageWidth - 2 * margin), margin, 'F1', bodySize);
    this.#y -= lineHeight;
  }

  space(): void {
    this.#y -= lineHeight / 2;
  }

  /** Names on the left, values beside them. */
  facts(facts: [name: string, value: string][]): void {
    for (const [name, value] of facts) {
      this.#reserve(lineHeight);
      this.#write(name, margin, 'F2', bodySize);
      this.#write(fitText(value, bodySize, 340), margin + 150, 'F1', bodySize);
      this.#y -= lineHeight;
    }
  }

  /** The titles are repeated on every page the table reaches. */
  table(columns: Column[], rows: string[][]): void {
    this.#reserve(lineHeight * 3);
    this.#writeTitles(columns);
    for (const row of rows) {
      if (this.#y - lineHeight < bottom) {
        this.#turnPage();
        this.#writeTitles(columns);
      }
      this.#writeRow(columns, row, 'F1');
    }
    this.#y -= lineHeight / 2;
  }

  toBytes(): Buffer {
    const pages = this.#pages.map((page, index) =>
      [...page, this.#footer(index + 1, this.#pages.length)].join('\n'),
    );
    return buildPdf(this.#title, pages);
  }

  #writeTitles(columns: Column[]): void {
    this.#writeRow(
      columns,
      columns.map((column) => column.title),
      'F2',
    );
    const y = this.#y + lineHeight - 4;
    this.#draw(`0.5 w ${margin} ${y} m ${pageWidth - margin} ${y} l S`);
  }

  #writeRow(columns: Column[], cells: string[], font: Font): void {
    let x = margin;
    for (const [index, column] of columns.entries()) {
      const text = fitText(cells[index] ?? '', bodySize, column.width - 6);
      const width = measureText(text, bodySize) * (font === 'F2' ? boldFactor : 1);
      const left = column.align ? x + column.width - width : x;
      this.#write(text, left, font, bodySize);
      x += column.width;
    }
    this.#y -= lineHeight;
  }

  #footer(page: number, pages: number): string {
    const text = `${this.#title} · Page ${page} of ${pages} · Made by a sandbox: no real person or account`;
    return `BT /F1 7 Tf ${margin} 40 Td ${printString(text)} Tj ET`;
  }

  #write(text: string, x: number, font: Font, size: number): void {
    const at = `${Math.round(x * 100) / 100} ${Math.round(this.#y * 100) / 100}`;
    this.#draw(`BT /${font} ${size} Tf ${at} Td ${printString(text)} Tj ET`);
  }

  #draw(operator: string): void {
    this.#pages.at(-1)?.push(operator);
  }

  #reserve(height: number): void {
    if (this.#y - height < bottom) {
      this.#turnPage();
    }
  }

  #turnPage(): void {
    this.#pages.push([]);
    this.#y = pageHeight - margin;
  }
}
