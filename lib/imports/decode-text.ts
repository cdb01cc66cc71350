import 'server-only';
import { UnreadableFile } from './sheet.ts';

/**
 * A file's text: UTF-8, UTF-16 with or without a mark, else Windows-1252, which is what banks write
 * that write neither.
 *
 * @throws UnreadableFile for what is no text: its bytes decide, never its name
 */
export function decodeText(bytes: Uint8Array): string {
  const binary = binaries.find(({ start }) => start.every((byte, at) => bytes[at] === byte));
  if (binary) throw new UnreadableFile(binary.words);
  const text = new TextDecoder(detectEncoding(bytes)).decode(bytes);
  // A text has line ends and tabs; other control characters are an image's or a program's.
  if (text.includes('\0')) throw new UnreadableFile(notText);
  return text;
}

const notText = 'This is not a text file. Choose a CSV, OFX, QFX or QIF file.';

const binaries = [
  {
    start: [0x50, 0x4b],
    words: 'This is a spreadsheet or a zip file. Open it and save it as CSV, then choose that.',
  },
  {
    start: [0xd0, 0xcf, 0x11, 0xe0],
    words: 'This is an old Excel file. Open it and save it as CSV, then choose that.',
  },
  {
    start: [0x25, 0x50, 0x44, 0x46],
    words: 'This is a PDF. Download the transactions as CSV, OFX or QIF at your bank instead.',
  },
  { start: [0x1f, 0x8b], words: 'This is a compressed file. Unpack it first.' },
];

function detectEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = countZeros(bytes.subarray(0, 1024));
  if (zeros.even === 0 && zeros.odd > 4) return 'utf-16le';
  if (zeros.odd === 0 && zeros.even > 4) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** Of Latin letters in UTF-16 one byte is zero. */
function countZeros(bytes: Uint8Array): { even: number; odd: number } {
  const zeros = { even: 0, odd: 0 };
  bytes.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2 === 0 ? 'even' : 'odd'] += 1;
  });
  return zeros;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
