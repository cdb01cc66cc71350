import { printString } from './text-metrics.ts';

/** US Letter, in points. */
export const pageWidth = 612;
export const pageHeight = 792;

const fontObjects = 3;

/**
 * A PDF 1.4 file of pages already drawn. Nothing in it depends on the hour or on the machine and nothing is
 * compressed, so the same content is always the same bytes. Writing it ourselves takes sixty lines; the
 * maintained libraries bring a font engine along and stamp the time into the file.
 */
export function buildPdf(title: string, pages: string[]): Buffer {
  const pageIds = pages.map((_, index) => fontObjects + 2 + index * 2);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageWidth} ${pageHeight}] ` +
        `/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${fontObjects + 3 + index * 2} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
    `<< /Title ${printString(title)} /Producer (Plumbline sandbox) >>`,
  ];
  // The second line tells whoever passes the file on that it is binary.
  let file = '%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const tableAt = file.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R >>\n`;
  file += `startxref\n${tableAt}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
