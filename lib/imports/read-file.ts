import 'server-only';
import { decodeText } from './decode-text.ts';
import { fileBytes, sheetLimit } from './limits.ts';
import { readCsv } from './read-csv.ts';
import { readOfx } from './read-ofx.ts';
import { readQif } from './read-qif.ts';
import { type Sheet, UnreadableFile } from './sheet.ts';

type FileFormat = 'csv' | 'ofx' | 'qif';

export type ReadFile = { format: FileFormat; sheets: Sheet[] };

/** A file as tables, by what is in it, never by its name. @throws UnreadableFile */
export function readFile(bytes: Uint8Array): ReadFile {
  if (bytes.byteLength > fileBytes) throw new UnreadableFile('It is larger than 10 MB.');
  const text = decodeText(bytes);
  const format = sniff(text);
  const sheets = read[format](text);
  if (sheets.length > sheetLimit) {
    throw new UnreadableFile(`It has more than ${sheetLimit} accounts. Download fewer at a time.`);
  }
  if (sheets.every(({ rows }) => rows.length === 0)) {
    throw new UnreadableFile('It holds no transactions.');
  }
  return { format, sheets };
}

const read: Record<FileFormat, (text: string) => Sheet[]> = {
  csv: (text) => [readCsv(text)],
  ofx: readOfx,
  qif: readQif,
};

function sniff(text: string): FileFormat {
  const start = text
    .slice(0, 4_096)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^OFXHEADER|<OFX>|<\?OFX/i.test(start)) return 'ofx';
  if (/^!(type|option|account|clear)/i.test(start)) return 'qif';
  return 'csv';
}
